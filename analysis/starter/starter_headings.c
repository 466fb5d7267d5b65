/* What headings say: which field a column is, and which are about a person. */
#include "analysis/profile/profile.h"
#include "analysis/starter/starter_parts.h"
#include <string.h>

/* "CaseNo" as "Case No", "LADORef" as "LADO Ref". Caller frees. */
static char *
with_spaces(const char *heading)
{
    GString *out = g_string_new(NULL);
    for (const char *at = heading; *at; at++) {
        bool after_small = at > heading && (g_ascii_islower(at[-1]) || g_ascii_isdigit(at[-1])),
             ends_capitals = at > heading && g_ascii_isupper(at[-1]) && g_ascii_islower(at[1]);
        if (g_ascii_isupper(*at) && (after_small || ends_capitals))
            g_string_append_c(out, ' ');
        g_string_append_c(out, *at);
    }
    return g_string_free(out, FALSE);
}

char *
heading_words(const char *heading)
{
    g_autofree char *spaced = with_spaces(heading), *slug = profile_slug(heading),
                    *apart = profile_slug(spaced);
    g_strdelimit(slug, "-", ' ');
    g_strdelimit(apart, "-", ' ');
    return strcmp(slug, apart) ? g_strdup_printf(" %s | %s ", slug, apart) : g_strdup_printf(" %s ", slug);
}

bool
heading_has(const char *words, const char *phrase)
{
    gsize length = strlen(phrase);
    for (const char *at = strstr(words, phrase); at; at = strstr(at + 1, phrase))
        if (at[-1] == ' ' && at[length] == ' ')
            return true;
    return false;
}

/* Whether any of the phrases, separated by "|", is among the words. */
static bool
has_any(const char *words, const char *phrases)
{
    g_auto(GStrv) list = g_strsplit(phrases, "|", -1);
    for (char **phrase = list; *phrase; phrase++)
        if (heading_has(words, *phrase))
            return true;
    return false;
}

bool
heading_is_personal(const char *words)
{
    static const char *const whole[] = {" lado ",     " child ",  " subject ",     " adult ", " referrer ",
                                        " employer ", " person ", " perpetrator ", NULL};
    static const char phrases[] =
        "name|names|surname|surnames|forename|forenames|first name|firstname|lastname|fullname|"
        "known as|initials|alias|dob|d o b|birth|born|address|addresses|street|postcode|post code|"
        "email|e mail|phone|telephone|tel|mobile|contact details|notes|note|comments|comment|"
        "description|details|detail|narrative|summary|free text|text|rationale|case note|case notes|"
        "allegation details|nhs|upn|nino|ni number|national insurance|social worker|allocated worker|"
        "key worker|case worker|allocated to|lado officer|team manager|duty officer|entered by|"
        "created by|updated by|completed by|signature|url|job title|relationship to child";
    return g_strv_contains(whole, words) || has_any(words, phrases);
}

bool
heading_is_staff(const char *words)
{
    static const char *const staff[] = {" worker ", " workers ",  " officer ", " officers ",     " manager ",
                                        " owner ",  " assignee ", " chair ",   " practitioner ", " author ",
                                        " user ",   " lado ",     " lead ",    " supervisor ",   NULL};
    for (const char *const *word = staff; *word; word++)
        if (g_str_has_suffix(words, *word))
            return !heading_has(words, "of") && !heading_has(words, "type");
    return has_any(words, "assigned to|allocated|recorded by|logged by|taken by|closed by|dealt with by|"
                          "overseen by|chaired by");
}

bool
heading_is_identifier(const char *words)
{
    static const char phrases[] = "id|ids|ref|refs|reference|number|no|urn|guid|identifier|identifiers";
    return has_any(words, phrases);
}

typedef struct {
    const char *field, *phrase;
    ColumnUse use;
    int score;
} HeadingRule;

/* Better fits have higher scores; evidence against a field has a negative one. */
static const HeadingRule rules[] = {
    {"id", "lado ref", WANTS_ID, 100},
    {"id", "lado reference", WANTS_ID, 100},
    {"id", "lado number", WANTS_ID, 100},
    {"id", "lado id", WANTS_ID, 100},
    {"id", "lado case", WANTS_ID, 100},
    {"id", "notification number", WANTS_ID, 100},
    {"id", "contact reference", WANTS_ID, 100},
    {"id", "contact ref", WANTS_ID, 100},
    {"id", "contact id", WANTS_ID, 100},
    {"id", "referral id", WANTS_ID, 100},
    {"id", "referral ref", WANTS_ID, 100},
    {"id", "referral reference", WANTS_ID, 100},
    {"id", "referral number", WANTS_ID, 100},
    {"id", "allegation id", WANTS_ID, 100},
    {"id", "case ref", WANTS_ID, 95},
    {"id", "case reference", WANTS_ID, 95},
    {"id", "case number", WANTS_ID, 95},
    {"id", "case no", WANTS_ID, 95},
    {"id", "case id", WANTS_ID, 95},
    {"id", "unique", WANTS_ID, 80},
    {"id", "record", WANTS_ID, 80},
    {"id", "reference", WANTS_ID, 75},
    {"id", "ref", WANTS_ID, 75},
    {"id", "case", WANTS_ID, 60},
    {"id", "id", WANTS_ID, 60},
    {"id", "number", WANTS_ID, 45},
    {"id", "child", WANTS_ID, -200},
    {"id", "children", WANTS_ID, -200},
    {"id", "subject", WANTS_ID, -200},
    {"id", "person", WANTS_ID, -200},
    {"id", "adult", WANTS_ID, -200},
    {"id", "pupil", WANTS_ID, -200},
    {"id", "worker", WANTS_ID, -200},
    {"id", "employer", WANTS_ID, -200},
    {"id", "school", WANTS_ID, -200},
    {"id", "organisation", WANTS_ID, -200},
    {"id", "police", WANTS_ID, -200},
    {"id", "crime", WANTS_ID, -200},
    {"id", "lado no", WANTS_ID, 100},
    {"id", "contact no", WANTS_ID, 100},
    {"id", "contact number", WANTS_ID, 95},
    {"id", "referral no", WANTS_ID, 100},
    {"id", "notification no", WANTS_ID, 100},
    {"id", "notification id", WANTS_ID, 100},
    {"id", "notification ref", WANTS_ID, 100},
    {"id", "allegation no", WANTS_ID, 100},
    {"id", "allegation number", WANTS_ID, 100},
    {"id", "allegation ref", WANTS_ID, 100},
    {"id", "enquiry ref", WANTS_ID, 90},
    {"id", "caseno", WANTS_ID, 95},
    {"id", "caseref", WANTS_ID, 95},
    {"id", "caseid", WANTS_ID, 95},
    {"id", "ladoref", WANTS_ID, 100},
    {"id", "refno", WANTS_ID, 75},
    {"id", "log", WANTS_ID, 45},
    {"id", "urn", WANTS_ID, 80},
    {"id", "no", WANTS_ID, 40},
    {"received", "received", WANTS_DATE, 90},
    {"received", "notified", WANTS_DATE, 90},
    {"received", "notification", WANTS_DATE, 85},
    {"received", "referral", WANTS_DATE, 85},
    {"received", "referred", WANTS_DATE, 85},
    {"received", "contact", WANTS_DATE, 85},
    {"received", "contacted", WANTS_DATE, 85},
    {"received", "lado", WANTS_DATE, 10},
    {"received", "reported", WANTS_DATE, 70},
    {"received", "opened", WANTS_DATE, 60},
    {"received", "created", WANTS_DATE, 55},
    {"received", "start", WANTS_DATE, 50},
    {"received", "date", WANTS_DATE, 45},
    {"received", "aware", WANTS_DATE, -200},
    {"received", "closed", WANTS_DATE, -200},
    {"received", "incident", WANTS_DATE, -200},
    {"received", "birth", WANTS_DATE, -200},
    {"received", "meeting", WANTS_DATE, -200},
    {"received", "outcome", WANTS_DATE, -200},
    {"received", "response", WANTS_DATE, -200},
    {"received", "police", WANTS_DATE, -200},
    {"received", "agency", WANTS_DATE, -60},
    {"received", "employer", WANTS_DATE, -60},
    {"received", "dbs", WANTS_DATE, -200},
    {"received", "regulator", WANTS_DATE, -200},
    {"received", "end", WANTS_DATE, -200},
    {"received", "consultation", WANTS_DATE, 80},
    {"received", "date in", WANTS_DATE, 75},
    {"received", "logged", WANTS_DATE, 65},
    {"received", "raised", WANTS_DATE, 65},
    {"received", "enquiry", WANTS_DATE, 70},
    {"received", "closure", WANTS_DATE, -200},
    {"received", "concluded", WANTS_DATE, -200},
    {"received", "conclusion", WANTS_DATE, -200},
    {"received", "resolved", WANTS_DATE, -200},
    {"received", "completed", WANTS_DATE, -200},
    {"received", "ended", WANTS_DATE, -200},
    {"received", "finished", WANTS_DATE, -200},
    {"received", "updated", WANTS_DATE, -200},
    {"received", "modified", WANTS_DATE, -200},
    {"received", "amended", WANTS_DATE, -200},
    {"received", "edited", WANTS_DATE, -200},
    {"received", "review", WANTS_DATE, -200},
    {"received", "strategy", WANTS_DATE, -200},
    {"received", "extract", WANTS_DATE, -200},
    {"received", "last", WANTS_DATE, -200},
    {"received", "next", WANTS_DATE, -200},
    {"received", "due", WANTS_DATE, -200},
    {"received", "target", WANTS_DATE, -200},
    {"received", "suspended", WANTS_DATE, -200},
    {"received", "acknowledged", WANTS_DATE, -200},
    {"received", "leaving", WANTS_DATE, -200},
    {"closed", "closed", WANTS_DATE, 100},
    {"closed", "closure", WANTS_DATE, 100},
    {"closed", "concluded", WANTS_DATE, 95},
    {"closed", "conclusion", WANTS_DATE, 95},
    {"closed", "resolved", WANTS_DATE, 95},
    {"closed", "completed", WANTS_DATE, 90},
    {"closed", "completion", WANTS_DATE, 90},
    {"closed", "ended", WANTS_DATE, 85},
    {"closed", "end", WANTS_DATE, 80},
    {"closed", "concl", WANTS_DATE, 90},
    {"closed", "finished", WANTS_DATE, 85},
    {"closed", "finalised", WANTS_DATE, 85},
    {"closed", "signed off", WANTS_DATE, 70},
    {"closed", "date out", WANTS_DATE, 75},
    {"closed", "outcome date", WANTS_DATE, 60},
    {"closed", "date of outcome", WANTS_DATE, 60},
    {"closed", "meeting", WANTS_DATE, -200},
    {"closed", "police", WANTS_DATE, -200},
    {"closed", "target", WANTS_DATE, -200},
    {"closed", "due", WANTS_DATE, -200},
    {"closed", "expected", WANTS_DATE, -200},
    {"aware", "aware", WANTS_DATE, 100},
    {"aware", "became known", WANTS_DATE, 90},
    {"aware", "known to employer", WANTS_DATE, 90},
    {"aware", "employer informed", WANTS_DATE, 80},
    {"aware", "employer told", WANTS_DATE, 80},
    {"aware", "received by agency", WANTS_DATE, 90},
    {"aware", "agency received", WANTS_DATE, 90},
    {"aware", "lado", WANTS_DATE, -200},
    {"stage", "initial outcome", WANTS_CODES, 120},
    {"stage", "contact outcome", WANTS_CODES, 120},
    {"stage", "referral outcome", WANTS_CODES, 110},
    {"stage", "result of contact", WANTS_CODES, 110},
    {"stage", "contact type", WANTS_CODES, 100},
    {"stage", "record type", WANTS_CODES, 100},
    {"stage", "referral type", WANTS_CODES, 90},
    {"stage", "type of contact", WANTS_CODES, 100},
    {"stage", "criteria met", WANTS_CODES, 100},
    {"stage", "threshold met", WANTS_CODES, 100},
    {"stage", "met threshold", WANTS_CODES, 100},
    {"stage", "stage", WANTS_CODES, 90},
    {"stage", "initial decision", WANTS_CODES, 100},
    {"stage", "decision", WANTS_CODES, 60},
    {"stage", "threshold", WANTS_CODES, 50},
    {"stage", "outcome of contact", WANTS_CODES, 115},
    {"stage", "contact decision", WANTS_CODES, 100},
    {"stage", "meets threshold", WANTS_CODES, 100},
    {"stage", "threshold reached", WANTS_CODES, 100},
    {"stage", "lado threshold", WANTS_CODES, 100},
    {"stage", "meets criteria", WANTS_CODES, 100},
    {"stage", "met criteria", WANTS_CODES, 100},
    {"stage", "criteria", WANTS_CODES, 60},
    {"stage", "level of response", WANTS_CODES, 90},
    {"stage", "consultation or referral", WANTS_CODES, 115},
    {"stage", "consultation referral", WANTS_CODES, 115},
    {"stage", "pathway", WANTS_CODES, 60},
    {"stage", "initial action", WANTS_CODES, 80},
    {"stage", "police", WANTS_CODES, -200},
    {"outcome", "final outcome", WANTS_CODES, 115},
    {"outcome", "outcome of investigation", WANTS_CODES, 115},
    {"outcome", "investigation outcome", WANTS_CODES, 115},
    {"outcome", "outcome of allegation", WANTS_CODES, 115},
    {"outcome", "outcome", WANTS_CODES, 75},
    {"outcome", "initial", WANTS_CODES, -100},
    {"outcome", "lado outcome", WANTS_CODES, 100},
    {"outcome", "case outcome", WANTS_CODES, 100},
    {"outcome", "closure outcome", WANTS_CODES, 110},
    {"outcome", "allegation outcome", WANTS_CODES, 115},
    {"outcome", "conclusion", WANTS_CODES, 70},
    {"outcome", "finding", WANTS_CODES, 65},
    {"outcome", "result of investigation", WANTS_CODES, 110},
    {"outcome", "result", WANTS_CODES, 40},
    {"outcome", "final decision", WANTS_CODES, 80},
    {"outcome", "contact", WANTS_CODES, -100},
    {"outcome", "police", WANTS_CODES, -100},
    {"outcome", "employer", WANTS_CODES, -100},
    {"outcome", "employment", WANTS_CODES, -100},
    {"outcome", "disciplinary", WANTS_CODES, -100},
    {"outcome", "dbs", WANTS_CODES, -100},
    {"outcome", "regulator", WANTS_CODES, -100},
    {"outcome", "criminal", WANTS_CODES, -100},
    {"harm", "category of harm", WANTS_CODES, 110},
    {"harm", "harm category", WANTS_CODES, 110},
    {"harm", "category of abuse", WANTS_CODES, 110},
    {"harm", "category of allegation", WANTS_CODES, 110},
    {"harm", "primary category", WANTS_CODES, 110},
    {"harm", "allegation category", WANTS_CODES, 105},
    {"harm", "dfe descriptor", WANTS_CODES, 100},
    {"harm", "allegation type", WANTS_CODES, 95},
    {"harm", "type of allegation", WANTS_CODES, 95},
    {"harm", "nature of allegation", WANTS_CODES, 95},
    {"harm", "type of abuse", WANTS_CODES, 95},
    {"harm", "harm", WANTS_CODES, 75},
    {"harm", "abuse", WANTS_CODES, 70},
    {"harm", "category", WANTS_CODES, 50},
    {"harm", "allegation", WANTS_CODES, 45},
    {"harm", "secondary", WANTS_CODES, -100},
    {"harm", "meeting", WANTS_CODES, -100},
    {"harm", "abuse category", WANTS_CODES, 110},
    {"harm", "type of harm", WANTS_CODES, 110},
    {"harm", "harm type", WANTS_CODES, 110},
    {"harm", "nature of harm", WANTS_CODES, 105},
    {"harm", "nature of concern", WANTS_CODES, 90},
    {"harm", "type of concern", WANTS_CODES, 85},
    {"harm", "concern type", WANTS_CODES, 85},
    {"harm", "concern category", WANTS_CODES, 90},
    {"harm", "primary concern", WANTS_CODES, 80},
    {"harm", "main concern", WANTS_CODES, 80},
    {"harm", "reason for referral", WANTS_CODES, 60},
    {"harm", "reason for contact", WANTS_CODES, 60},
    {"harm", "threshold", WANTS_CODES, -100},
    {"harm", "outcome", WANTS_CODES, -100},
    {"harm", "made", WANTS_CODES, -100},
    {"harm", "source", WANTS_CODES, -100},
    {"harm", "date", WANTS_CODES, -100},
    {"sector", "employment sector", WANTS_CODES, 110},
    {"sector", "workforce", WANTS_CODES, 90},
    {"sector", "works in", WANTS_CODES, 100},
    {"sector", "sector", WANTS_CODES, 95},
    {"sector", "employer type", WANTS_CODES, 90},
    {"sector", "agency type", WANTS_CODES, 80},
    {"sector", "setting type", WANTS_CODES, 75},
    {"sector", "occupation", WANTS_CODES, 65},
    {"sector", "profession", WANTS_CODES, 65},
    {"sector", "setting", WANTS_CODES, 55},
    {"sector", "agency", WANTS_CODES, 50},
    {"sector", "employment", WANTS_CODES, 45},
    {"sector", "professional group", WANTS_CODES, 85},
    {"sector", "type of setting", WANTS_CODES, 80},
    {"sector", "place of work", WANTS_CODES, 85},
    {"sector", "workplace", WANTS_CODES, 75},
    {"sector", "organisation type", WANTS_CODES, 75},
    {"sector", "type of organisation", WANTS_CODES, 75},
    {"sector", "type of employer", WANTS_CODES, 95},
    {"sector", "organisation", WANTS_CODES, 40},
    {"sector", "job role", WANTS_CODES, 60},
    {"sector", "role group", WANTS_CODES, 70},
    {"sector", "staff group", WANTS_CODES, 80},
    {"sector", "position", WANTS_CODES, 40},
    {"sector", "about", WANTS_CODES, 20},
    {"sector", "professional role", WANTS_CODES, 75},
    {"sector", "role", WANTS_CODES, 50},
    {"sector", "service type", WANTS_CODES, 60},
    {"sector", "professional", WANTS_CODES, 40},
    {"sector", "from", WANTS_CODES, -200},
    {"sector", "raised", WANTS_CODES, -200},
    {"sector", "alerter", WANTS_CODES, -200},
    {"sector", "enquirer", WANTS_CODES, -200},
    {"sector", "informant", WANTS_CODES, -200},
    {"sector", "contacting", WANTS_CODES, -200},
    {"sector", "referring", WANTS_CODES, -200},
    {"sector", "notifying", WANTS_CODES, -200},
    {"sector", "reporting", WANTS_CODES, -200},
    {"sector", "referrer", WANTS_CODES, -200},
    {"sector", "referral", WANTS_CODES, -200},
    {"sector", "source", WANTS_CODES, -200},
    {"sector", "seeking", WANTS_CODES, -200},
    {"sector", "making", WANTS_CODES, -200},
    {"sector", "basis", WANTS_CODES, -200},
    {"sector", "status", WANTS_CODES, -200},
    {"sector", "outcome", WANTS_CODES, -200},
    {"source", "referral source", WANTS_CODES, 110},
    {"source", "source of referral", WANTS_CODES, 110},
    {"source", "referring agency", WANTS_CODES, 105},
    {"source", "referrer agency", WANTS_CODES, 100},
    {"source", "notifying", WANTS_CODES, 100},
    {"source", "agency seeking advice", WANTS_CODES, 105},
    {"source", "contact from", WANTS_CODES, 100},
    {"source", "referred by", WANTS_CODES, 95},
    {"source", "notified by", WANTS_CODES, 95},
    {"source", "reported by", WANTS_CODES, 85},
    {"source", "contacting", WANTS_CODES, 105},
    {"source", "contacted by", WANTS_CODES, 95},
    {"source", "contact made by", WANTS_CODES, 105},
    {"source", "referral made by", WANTS_CODES, 105},
    {"source", "made by", WANTS_CODES, 80},
    {"source", "referrer type", WANTS_CODES, 105},
    {"source", "type of referrer", WANTS_CODES, 105},
    {"source", "referrer role", WANTS_CODES, 95},
    {"source", "referrer organisation", WANTS_CODES, 95},
    {"source", "referral from", WANTS_CODES, 100},
    {"source", "received from", WANTS_CODES, 100},
    {"source", "who referred", WANTS_CODES, 100},
    {"source", "who made", WANTS_CODES, 90},
    {"source", "agency referring", WANTS_CODES, 105},
    {"source", "agency making", WANTS_CODES, 105},
    {"source", "referral agency", WANTS_CODES, 105},
    {"source", "reporting agency", WANTS_CODES, 105},
    {"source", "notifier", WANTS_CODES, 95},
    {"source", "origin", WANTS_CODES, 60},
    {"source", "referring", WANTS_CODES, 90},
    {"source", "referred from", WANTS_CODES, 95},
    {"source", "from", WANTS_CODES, 50},
    {"source", "alerter", WANTS_CODES, 95},
    {"source", "enquirer", WANTS_CODES, 95},
    {"source", "informant", WANTS_CODES, 90},
    {"source", "raised by", WANTS_CODES, 100},
    {"source", "source", WANTS_CODES, 90},
};

int
heading_score(const char *words, const char *field)
{
    int best = 0, against = 0;
    for (gsize i = 0; i < G_N_ELEMENTS(rules); i++) {
        if (strcmp(rules[i].field, field) != 0 || !heading_has(words, rules[i].phrase))
            continue;
        if (rules[i].score > 0)
            best = MAX(best, rules[i].score);
        else
            against += rules[i].score;
    }
    return best + against;
}
