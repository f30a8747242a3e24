using System.Globalization;

namespace ConvLog.Reliability.Tests.Erasure;

/// <summary>
/// Conversations with a unique text in every place that accepts one. Each text repeats its number, so that every fragment can be recognized:
/// <c>kanari0042kanari0042kanari</c>.
/// </summary>
internal sealed class Canaries
{
    private const string Word = "kanari";

    private int _count;

    /// <summary>The number of canary texts.</summary>
    public int Count => _count;

    /// <summary>The users, whose IDs are personal.</summary>
    public List<string> Users { get; } = [];

    /// <summary>A part that every fragment of the texts contains, in lower case.</summary>
    public static byte[] Trace { get; } = "kanari"u8.ToArray();

    /// <summary>Logs a conversation with canaries in every place.</summary>
    /// <param name="id">The conversation ID, which is not a canary.</param>
    /// <param name="user">The user ID; null for a new canary.</param>
    /// <param name="sink">The sink to log to.</param>
    public void Play(string id, string? user, ILogSink sink)
    {
        using var conv = new Conversation(Info(id, user), sink);
        conv.Log.Info(Next(), LogField.Of(Next(), Next()), LogField.Pii(Next(), Next(), shown: Next()));
        conv.Log.Warning(Next(), isPii: true, (Next(), Next()));
        using (var turn = conv.BeginTurn(new MaskedText(Next(), Next())))
        {
            Call(conv);
            Ask(turn);
            conv.Log.Error(Next(), new InvalidOperationException(Next()),
                ("nested", new Dictionary<string, object?>(StringComparer.Ordinal) { [Next()] = new[] { Next() } }));
            turn.Complete(new MaskedText(Next(), Next()), new ModelUsage(Next(), 10, 5));
            conv.AddFeedback(FeedbackRating.Dislike, Next(), turn: turn);
            conv.Annotate(Next(), Next(), turn);
            turn.Score(Next(), Next(), ScoreSource.Team, Next(), Next(), Next());
            turn.AddLabel(Next(), Next());
            turn.HandOver(Next(), Next(), Next(), Next());
        }

        using (var turn = conv.BeginTurn(Next()))
        {
            turn.Fail(new TimeoutException(Next()));
        }

        Tell(Talk(conv), id, user, sink);

        conv.AddNote(Next(), Next());
        conv.WriteMetric(Next(), Next());
        conv.HandOff(Next(), Next(), Next());
        conv.Score(Next(), 4, ScoreSource.User, Next(), Next(), Next());
        conv.AddLabel(Next(), Next());
        sink.Record(new DeadLetterRecord { ConversationId = id, Id = Guid.NewGuid(), Kind = Next(), Reason = Next(), Payload = Next(),
            RefusedAt = TimeProvider.System.GetUtcNow() });
        sink.Record(new ReadMarkRecord { ConversationId = id, ReadBy = Next(), ReadAt = TimeProvider.System.GetUtcNow() });
    }

    // A turn with additional input, spoken in parts, interrupted, and canceled.
    private string Talk(Conversation conv)
    {
        using var turn = conv.BeginTurn(new TurnInfo { Id = Next(), Input = Next(), Language = Next(), Author = Next() });
        turn.AddInput(new MaskedText(Next(), Next()));
        turn.Say(Next(), filler: true);
        turn.Say(new MaskedText(Next(), Next()));
        turn.Interrupt(Next(), TimeSpan.FromSeconds(1));
        turn.SetStreamed(new MaskedText(Next(), Next()));
        using (var call = conv.BeginFunction(Next()))
        {
            call.Cancel(CancelReason.UserLeft);
        }

        using (var asked = turn.BeginModelCall(Next()))
        {
            asked.Cancel(CancelReason.UserLeft, ModelMessage.Assistant(Next()));
        }

        turn.Cancel(CancelReason.UserLeft, new MaskedText(Next(), Next()));
        conv.HandBack(Next());
        return turn.Id;
    }

    // Late details of the turn from another request.
    private void Tell(string turnId, string id, string? user, ILogSink sink)
    {
        using var other = new Conversation(new ConversationInfo(id) { UserId = user }, sink);
        var turn = other.Turn(turnId);
        turn.SetInput(new MaskedText(Next(), Next()));
        turn.AddInput(Next());
        turn.Say(Next());
        turn.Interrupt(Next());
        turn.Interrupt(new MaskedText(Next(), Next()));
        other.End(EndReason.UserEnded);
    }

    /// <summary>Creates a new canary text.</summary>
    public string Next() => string.Create(CultureInfo.InvariantCulture, $"{Word}{++_count:00000}{Word}{_count:00000}{Word}");

    private ConversationInfo Info(string id, string? user)
    {
        if (user is null)
        {
            user = Next();
            Users.Add(user);
        }

        return new ConversationInfo(id)
        {
            AgentId = Next(),
            AccountId = Next(),
            ProjectId = Next(),
            Channel = Next(),
            Language = Next(),
            VariantId = Next(),
            UserId = user,
            FromNumber = Next(),
            ToNumber = Next(),
            Attributes = new Dictionary<string, object?>(StringComparer.Ordinal) { [Next()] = Next() },
        };
    }

    private void Call(Conversation conv)
    {
        using var call = conv.BeginFunction(Next(), Next(), new Dictionary<string, object?>(StringComparer.Ordinal) { [Next()] = Next() });
        conv.Log.Info(Next(), ("count", 2));
        conv.LogApiResponse("POST", $"https://crm.example/{Next()}?q={Next()}", 503, TimeSpan.FromMilliseconds(3), Next());
        conv.LogApiResponse("GET", $"https://crm.example/{Next()}", 200, TimeSpan.FromMilliseconds(3), Next(), isPii: true);
        conv.SetState(Next(), Next());
        using (var inner = conv.BeginFunction(Next()))
        {
            inner.Complete(new Dictionary<string, object?>(StringComparer.Ordinal) { [Next()] = Next() });
        }

        call.Fail(new InvalidOperationException(Next()));
    }

    private void Ask(Turn turn)
    {
        using var call = turn.BeginModelCall(Next(), Next(), new ModelParameters { ResponseFormat = Next(), Tools = [Next()] });
        call.AddRequest(
            ModelMessage.System(Next()), ModelMessage.User(new MaskedText(Next(), Next())), ModelMessage.Assistant(Next()), ModelMessage.Tool(Next(), Next()));
        call.Complete(
            ModelMessage.Assistant(
                Next(), [new ModelToolCall(Next(), Next(), new Dictionary<string, object?>(StringComparer.Ordinal) { [Next()] = Next() })], Next()),
            new ModelUsage(Next(), 10, 5), Next(), Next());
        call.Score(Next(), true, ScoreSource.Code, Next());
        using var refused = turn.BeginModelCall(Next());
        refused.Fail(new TimeoutException(Next()), ModelMessage.Assistant(Next()));
    }
}
