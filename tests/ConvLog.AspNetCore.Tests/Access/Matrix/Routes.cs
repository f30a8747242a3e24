using static ConvLog.AspNetCore.ConvLogPermissions;
using static ConvLog.AspNetCore.Tests.Access.Matrix.RouteKind;

namespace ConvLog.AspNetCore.Tests.Access.Matrix;

/// <summary>Every route there is, written down by hand and not read from the routes: what they say of themselves is what is tested.</summary>
internal static class Routes
{
    private const string Turn = "/convlog/v1/conversations/{id}/turns/{ordinal}";
    private const string OneTurn = "/convlog/v1/conversations/conv-42/turns/1";
    private const string Agent = "/v1/agents/{agentId}/conversations";

    public static IReadOnlyList<RouteRow> All { get; } =
    [
        new("GET", Agent, "/v1/agents/bookings/conversations", Compatible, Read, 200, 200),
        new("GET", Agent + "/{conversationId}", "/v1/agents/bookings/conversations/conv-42", Compatible, Read, 200, 404),
        new("POST", Agent + "/{conversationId}/note", "/v1/agents/bookings/conversations/conv-42/note", Compatible, Annotate, 201, 404, """{"note":"x"}"""),
        new("POST", Agent + "/{conversationId}/annotation", "/v1/agents/bookings/conversations/conv-42/annotation", Compatible, Annotate, 201, 404, """{"annotations":[{"turnOrdinal":1,"annotation":"x"}]}"""),
        new("GET", "/v3/{account_id}/{project_id}/conversations", "/v3/PLATFORM/pacden/conversations", Compatible, Read, 200, 200),

        new("GET", "/openapi/v1.json", "/openapi/v1.json", Own, Read, 200, 200),
        new("GET", "/convlog/v1/openapi.json", "/convlog/v1/openapi.json", Own, Read, 200, 200),
        new("GET", "/convlog/v1/health", "/convlog/v1/health", Own, Read, 200, 200),
        new("GET", "/convlog/v1/conversations", "/convlog/v1/conversations", Own, Read, 200, 200),
        new("GET", "/convlog/v1/conversations/{id}", "/convlog/v1/conversations/conv-42", Own, Read, 200, 404),
        new("GET", "/convlog/v1/conversations/{id}/entries", "/convlog/v1/conversations/conv-42/entries", Own, Read, 200, 404),
        new("PUT", Turn + "/feedback", OneTurn + "/feedback", Own, Annotate, 204, 404, """{"source":"team","rating":"like"}"""),
        new("DELETE", Turn + "/feedback", OneTurn + "/feedback?source=team", Own, Annotate, 204, 404),
        new("POST", Turn + "/annotations", OneTurn + "/annotations", Own, Annotate, 201, 404, """{"improved_answer":"x"}"""),
        new("PUT", Turn + "/annotations/{annotation}", OneTurn + "/annotations/{annotation}", Own, Annotate, 204, 404, """{"improved_answer":"y"}"""),
        new("DELETE", Turn + "/annotations/{annotation}", OneTurn + "/annotations/{annotation}", Own, Annotate, 204, 404),
        new("POST", "/convlog/v1/conversations/{id}/notes", "/convlog/v1/conversations/conv-42/notes", Own, Annotate, 201, 404, """{"text":"x"}"""),
        new("PUT", "/convlog/v1/conversations/{id}/read", "/convlog/v1/conversations/conv-42/read", Own, Annotate, 204, 404),
        new("GET", "/convlog/v1/feedback", "/convlog/v1/feedback", Own, Read, 200, 200),
        new("GET", "/convlog/v1/annotations", "/convlog/v1/annotations", Own, Read, 200, 200),
        new("GET", "/convlog/v1/search", "/convlog/v1/search?q=table", Own, Read, 200, 200),
        new("GET", "/convlog/v1/live", "/convlog/v1/live", Own, Read, 200, 200) { IsStream = true },
        new("GET", "/convlog/v1/live/{id}", "/convlog/v1/live/conv-42", Own, Read, 200, 404) { IsStream = true },
        new("GET", "/convlog/v1/agents", "/convlog/v1/agents", Own, Read, 200, 200),
        new("GET", "/convlog/v1/users", "/convlog/v1/users", Own, Read, 200, 200),
        new("GET", "/convlog/v1/users/{user}/conversations", "/convlog/v1/users/nobody/conversations", Own, Read, 200, 200),
        new("GET", "/convlog/v1/statistics", "/convlog/v1/statistics", Own, Read, 200, 200),
        new("GET", "/convlog/v1/statistics/{name}", "/convlog/v1/statistics/conversations", Own, Read, 200, 200),
        new("GET", "/convlog/v1/export/conversations", "/convlog/v1/export/conversations", Own, Read, 200, 200),
        new("GET", "/convlog/v1/retention", "/convlog/v1/retention", Own, Manage, 200, 403),
        new("POST", "/convlog/v1/retention/preview", "/convlog/v1/retention/preview", Own, Manage, 200, 403),
        new("POST", "/convlog/v1/retention/runs", "/convlog/v1/retention/runs", Own, Manage, 200, 403, """{"confirmed":true}"""),
        new("GET", "/convlog/v1/erasures", "/convlog/v1/erasures", Own, Manage, 200, 403),
        new("POST", "/convlog/v1/erasures", "/convlog/v1/erasures", Own, Manage, 201, 404, """{"conversation_id":"conv-42"}"""),
        new("GET", "/convlog/v1/erasures/{id}", "/convlog/v1/erasures/{receipt}", Own, Manage, 200, 404),
        new("GET", "/convlog/v1/holds", "/convlog/v1/holds", Own, Manage, 200, 200),
        new("PUT", "/convlog/v1/holds/{conversation}", "/convlog/v1/holds/conv-42", Own, Manage, 200, 404, """{"reason":"x"}"""),
        new("DELETE", "/convlog/v1/holds/{conversation}", "/convlog/v1/holds/conv-held", Own, Manage, 204, 404),
        new("GET", "/convlog/v1/access-log", "/convlog/v1/access-log", Own, Manage, 200, 403),

        new("GET", "/convlog", "/convlog", Page, Read, 200, 200),
        new("GET", "/convlog/conversations", "/convlog/conversations?id=conv-42", Page, Read, 200, 404),
        new("GET", "/convlog/conversations/{conversationId}", "/convlog/conversations/conv-42", Page, Read, 200, 404),
        new("GET", "/convlog/insight", "/convlog/insight", Page, Read, 200, 200),
        new("GET", "/convlog/users", "/convlog/users", Page, Read, 200, 200),
        new("GET", "/convlog/privacy", "/convlog/privacy", Page, Manage, 200, 403),
        new("GET", "/convlog/privacy/runs", "/convlog/privacy/runs", Page, Manage, 200, 403),
        new("POST", "/convlog/privacy/runs", "/convlog/privacy/runs", Page, Manage, 303, 403) { Form = [("confirmed", "yes")] },
        new("GET", "/convlog/privacy/erasures", "/convlog/privacy/erasures", Page, Manage, 303, 403),
        new("POST", "/convlog/privacy/erasures", "/convlog/privacy/erasures", Page, Manage, 303, 403) { Form = [("subject", "conversation"), ("id", "conv-42")] },
        new("GET", "/convlog/privacy/erasures/question", "/convlog/privacy/erasures/question", Page, Manage, 303, 403),
        new("POST", "/convlog/privacy/erasures/question", "/convlog/privacy/erasures/question", Page, Manage, 200, 403) { Form = [("subject", "user"), ("id", "user-7")] },
        new("GET", "/convlog/privacy/erasures/{receiptId}", "/convlog/privacy/erasures/{receipt}", Page, Manage, 200, 403),
        new("GET", "/convlog/privacy/erasures/{receiptId}/receipt.json", "/convlog/privacy/erasures/{receipt}/receipt.json", Page, Manage, 200, 403),
        new("GET", "/convlog/privacy/holds", "/convlog/privacy/holds", Page, Manage, 303, 403),
        new("POST", "/convlog/privacy/holds", "/convlog/privacy/holds", Page, Manage, 303, 403) { Form = [("conversation", "conv-42")] },
        new("GET", "/convlog/privacy/holds/release", "/convlog/privacy/holds/release", Page, Manage, 303, 403),
        new("POST", "/convlog/privacy/holds/release", "/convlog/privacy/holds/release", Page, Manage, 303, 403) { Form = [("conversation", "conv-held")] },
        new("GET", "/convlog/privacy/access", "/convlog/privacy/access", Page, Manage, 200, 403),

        new("GET", "/convlog/preferences", "/convlog/preferences", Page, Read, 200, 200),
        new("POST", "/convlog/preferences", "/convlog/preferences", Page, Read, 303, 303) { Form = [("theme", "dark"), ("zone", "UTC")] },
        new("GET", "/convlog/sign-in", "/convlog/sign-in", Open, None, 200, 200),
        new("POST", "/convlog/sign-in", "/convlog/sign-in", Open, None, 401, 401) { Form = [("key", "nobody's")], Foreign = 403 },
        new("POST", "/convlog/sign-out", "/convlog/sign-out", Open, None, 303, 303) { Form = [], Foreign = 403 },
        new("GET", "/convlog/assets/{file}", "{stylesheet}", Open, None, 200, 200),
    ];
}
