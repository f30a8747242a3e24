using ConvLog.Privacy;
using ConvLog.Records;

namespace ConvLog.Storage.Privacy;

/// <content>Model calls and their messages.</content>
internal sealed partial class PrivacyGate
{
    // The calls of each turn, in the order in which they began. New messages are determined from what this reader sees, so that they reveal no hidden data.
    private ILookup<string, ModelCallView> ModelCalls(StoredConversation stored, VisibleScores scores, ConversationSummaryView summary, Reader reader)
    {
        var messages = new Dictionary<Guid, ModelMessageView>();
        foreach (var message in stored.ModelMessages)
        {
            messages.TryAdd(message.Id, View(message.Message, reader));
        }

        var before = new List<ModelMessageView>();
        var views = new List<(string TurnId, ModelCallView View)>();
        foreach (var record in ModelCallRecord.CallsOf(stored.Logged))
        {
            List<ModelMessageView> request = [.. record.Request.Select(Find)];
            bool isChat = record.Kind == ModelCallKind.Chat; // Embedding or speech calls in between do not affect the messages that a chat repeats.
            var response = record.Response is { } answer ? Find(answer) with { IsNew = true } : null;
            views.Add((record.TurnId ?? "", new ModelCallView(record)
            {
                Outcome = Outcome(record.Outcome, summary.EndedAt),
                Request = Marked(request, isChat ? before : []),
                Response = response,
                Error = Masked(record.Error, options.ErrorTexts, reader),
                Scores = scores.OfModelCall(record.ModelCallId),
            }));
            if (isChat && request.Count > 0)
            {
                before = response is null ? request : [.. request, response with { IsNew = false }];
            }
        }

        return views.ToLookup(static call => call.TurnId, static call => call.View, StringComparer.Ordinal);

        ModelMessageView Find(Guid id) => messages.GetValueOrDefault(id) ?? new ModelMessageView { IsMissing = true };
    }

    // A function that ended before the model call that requested it, as when a realtime model calls tools while it speaks, is stored without the call's ID.
    private static List<FunctionEventView> Named(IEnumerable<FunctionEventView> functions, IEnumerable<ModelCallView> calls)
    {
        var asked = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var call in calls)
        {
            foreach (var tool in call.Response?.ToolCalls ?? [])
            {
                asked.TryAdd(tool.CallId, call.Id);
            }
        }

        return [.. functions.Select(function => function is { ModelCallId: null, CallId: { } id }
            ? function with { ModelCallId = asked.GetValueOrDefault(id) } : function)];
    }

    private static List<ModelMessageView> Marked(List<ModelMessageView> request, List<ModelMessageView> known)
    {
        int repeated = 0;
        while (repeated < request.Count && repeated < known.Count && IsSame(request[repeated], known[repeated]))
        {
            repeated++;
        }

        return [.. request.Select((message, at) => at < repeated ? message : message with { IsNew = true })];
    }

    private static bool IsSame(ModelMessageView one, ModelMessageView other)
        => ReferenceEquals(one, other)
        || (one.Role == other.Role && one.Text == other.Text && string.Equals(one.ToolCallId, other.ToolCallId, StringComparison.Ordinal)
            && one.Reasoning == other.Reasoning && string.Equals(one.Author, other.Author, StringComparison.Ordinal)
            && one.IsMissing == other.IsMissing && one.ToolCalls.SequenceEqual(other.ToolCalls));

    private ModelMessageView View(ModelMessage message, Reader reader) => new()
    {
        Role = message.Role,
        Text = message.Role switch
        {
            ModelRole.System => Instructions(message.Text, options.SystemPrompts, reader),
            ModelRole.Tool => Instructions(message.Text, options.FunctionResults, reader),
            _ => Utterance(message.Text, message.IsPersonal ? PrivacyClass.Personal : options.Utterances, reader),
        },
        ToolCalls = [.. message.ToolCalls.Select(call => new ModelToolCallView
        {
            CallId = call.CallId,
            Name = call.Name,
            Arguments = Masked(call.Arguments, options.FunctionArguments, reader),
        })],
        ToolCallId = message.ToolCallId,
        Reasoning = Masked(message.Reasoning, options.Reasoning, reader),
        Author = message.Author,
    };

    // A masked text has its own masked form, even where other texts of its kind are redacted completely.
    private static VisibleText Instructions(MaskedText text, PrivacyClass privacy, Reader reader)
    {
        if (text.IsEmpty && !text.IsMasked)
        {
            return new VisibleText("", isPii: false);
        }

        bool isPii = privacy == PrivacyClass.Personal || text.IsMasked;
        string shown = text.IsMasked ? text.Shown : MaskedText.Redacted;
        return new VisibleText(isPii && !reader.CanReadPii ? shown : text.Text, isPii);
    }

    // Usage that the host reported for the whole turn, without model calls, is shown as one call.
    private static IReadOnlyList<ModelCallView> WithUsage(IReadOnlyList<ModelCallView> calls, TurnRecord turn)
        => calls.Count > 0 || turn.Usage is not { } usage
            ? calls
            :
            [
                new ModelCallView
                {
                    Id = turn.Id,
                    Model = usage.Model,
                    StartedAt = turn.StartedAt,
                    TimeToFirstToken = usage.TimeToFirstToken,
                    Outcome = FunctionOutcome.Completed,
                    Usage = usage,
                },
            ];
}
