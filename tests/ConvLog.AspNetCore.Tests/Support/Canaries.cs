using ConvLog.Privacy;
using Microsoft.Extensions.DependencyInjection;

namespace ConvLog.AspNetCore.Tests.Support;

/// <summary>
/// A conversation with a personal text in every place that can contain one. Each text starts with the same word, which no reader without the permission may
/// see.
/// </summary>
internal static class Canaries
{
    public const string Mark = "canary";

    public const string ConversationId = "conv-canaries";

    public static async Task PlayAsync(Site site)
    {
        await SayAsync(site);
        await site.Services.GetRequiredService<ConversationTeam>().AnnotateAsync(new Reader("Ada", canReadPii: true), ConversationId, 1, Of("improved"));
    }

    private static async Task SayAsync(Site site)
    {
        await using var conv = site.Open(Info());
        conv.Log.Info(Of("outside-turns"), isPii: true);
        using (var turn = conv.BeginTurn(MaskedText.Mask(Of("said"), (0, Of("said").Length))))
        {
            Call(conv);
            conv.Log.Warning("Caller captured", LogField.Pii("phone", Of("field")), LogField.Pii("email", Of("shown-field"), shown: "c***@example.com"));
            conv.Log.Error(Of("entry"), isPii: true);
            conv.LogApiResponse("GET", $"https://crm.example/{Of("hidden-response")}", 500, TimeSpan.FromMilliseconds(3), isPii: true);
            turn.Complete(new MaskedText(Of("answered")), new ModelUsage("gpt-x", 10, 5));
        }

        conv.AddFeedback(FeedbackRating.Dislike, Of("comment"));
        using (var turn = conv.BeginTurn("Once more"))
        {
            turn.Fail(new InvalidOperationException(Of("turn-error")));
        }

        conv.AddNote(Of("note"), "Ada");
    }

    private static ConversationInfo Info() => new(ConversationId)
    {
        AgentId = "bookings",
        UserId = Of("user"),
        FromNumber = Of("from"),
        ToNumber = Of("to"),
        Direction = ConversationDirection.Inbound,
        Attributes = new Dictionary<string, object?>(StringComparer.Ordinal) { ["tier"] = Of("attribute") },
    };

    private static void Call(Conversation conv)
    {
        using var call = conv.BeginFunction("save_guest", "call_7", new { name = Of("argument") });
        conv.Log.Error("CRM upsert failed", new InvalidOperationException(Of("exception")));
        conv.LogApiResponse("POST", $"https://{Of("login")}@crm.example/contacts?q={Of("query")}", 409, TimeSpan.FromMilliseconds(12),
            $$"""{"guest":"{{Of("body")}}"}""");
        conv.SetState("guest", Of("state"));
        using (var inner = conv.BeginFunction("look_up"))
        {
            inner.Complete(new { found = Of("result") });
        }

        call.Fail(new InvalidOperationException(Of("error")));
    }

    private static string Of(string place) => $"{Mark}-{place}";
}
