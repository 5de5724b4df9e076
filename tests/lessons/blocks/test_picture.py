"""The block of an uploaded picture, as an editor meets it."""

from lessons.blocks.picture import PictureBlock


def test_its_field_is_named_in_vietnamese():
    block = PictureBlock()
    assert (str(block.child_blocks["image"].label), str(block.label)) == ("Ảnh", "Ảnh tải lên")


def test_each_block_has_labels_of_its_own():
    assert PictureBlock().child_blocks["image"] is not PictureBlock().child_blocks["image"]
