#include "render/proof/members.h"

bool
member_passed_over(const MemberReader *reader, const char *const *names, int *depth)
{
    int type = xmlTextReaderNodeType(reader->xml), here = xmlTextReaderDepth(reader->xml);
    if (*depth) {
        if (here <= *depth && type == XML_READER_TYPE_END_ELEMENT)
            *depth = 0;
        return true;
    }
    if (type != XML_READER_TYPE_ELEMENT ||
        !g_strv_contains(names, (const char *)xmlTextReaderConstLocalName(reader->xml)))
        return false;
    *depth = member_is_empty(reader) ? 0 : here;
    return true;
}
