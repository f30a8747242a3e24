using ConvLog.AspNetCore.Api.Parameters;
using ConvLog.AspNetCore.Api.Shapes;
using ConvLog.Storage;
using Microsoft.AspNetCore.Http;

namespace ConvLog.AspNetCore.Api.Groups;

/// <summary>The access log.</summary>
internal sealed class AccessLogRoutes(ConversationReader conversations) : IApiRoutes
{
    private static readonly TextValue s_conversation = new("conversation", "Only accesses to this conversation.", Longest: 1_024);
    private static readonly TextValue s_reader =
        new("reader", "Only accesses by readers with this name: the name of the API key or the person.", Longest: 1_024);
    private static readonly TextValue s_subject = new("subject", "Only accesses by the reader with this subject, which is unique.", Longest: 1_024);
    private static readonly TimeRange s_time = TimeRange.Of("Accessed at or after this time.", "Accessed before this time.");
    private static readonly PageCursor s_page = PageCursor.Of("reads", missing: 100, most: 1_000);

    public IEnumerable<ApiRoute> Routes =>
    [
        new(HttpMethods.Get, "/access-log", ConvLogPermissions.Manage, ListAsync)
        {
            OperationId = "listAccesses",
            Summary = "The accesses to personal data with reader, conversation, time and reason, newest first.",
            Description = "Contains reader names, conversation IDs and, for lists of users, pseudonyms, and none of the data that was read. Requires access to all conversations.",
            Parameters = [s_conversation, s_reader, s_subject, s_time.From, s_time.To, s_page.Limit, s_page.Cursor],
            ResponseContent = ApiContent.Of<AccessLogJson>(
                """{"accesses":[{"at":"2026-11-20T09:00:00.000000Z","reader":"Ada","subject":"248289761001","kind":"conversation","conversation_id":"conv-42","user_pseudonym":null,"reason":"Complaint 4711"}],"next_cursor":null}"""),
        },
    ];

    private async ValueTask<IResult> ListAsync(ApiCall call)
    {
        call.EnsureAllConversations();
        var (limit, cursor) = s_page.Read(call);
        var (from, to) = s_time.Read(call);
        var query = new AccessQuery { ConversationId = s_conversation.Read(call), Reader = s_reader.Read(call), Subject = s_subject.Read(call), From = from,
            To = to, Limit = limit };
        var page = await conversations.ReadAccessLogAsync(call.Reader, query, cursor, call.Aborted).ConfigureAwait(false);
        return call.Json(new AccessLogJson(page.Accesses.Select(static access => new AccessJson(access)), page.Next));
    }
}
