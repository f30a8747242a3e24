using System.Globalization;
using ConvLog.Records;
using ConvLog.StoreContract;

namespace ConvLog.Sqlite.Tests.Erasure;

/// <summary>Conversations that change over many rounds, with a unique text in each text property: some long, some growing and shrinking.</summary>
/// <param name="seed">The seed of the random texts.</param>
internal sealed class Canaries(int seed)
{
    private readonly Random _random = new(seed);
    private readonly Dictionary<string, int> _rounds = new(StringComparer.Ordinal);
    private int _texts;

    /// <summary>The prefix of all texts of a conversation.</summary>
    public static string MarkOf(string conversation) => $"CANARY-{conversation}-";

    /// <summary>The records of the next round of a conversation.</summary>
    public IEnumerable<StoreRecord> Next(string conversation, string? user = null)
    {
        int round = _rounds[conversation] = _rounds.GetValueOrDefault(conversation) + 1;
        string T() => Text(conversation);
        var opening = Some.Opening(conversation) with { Revision = round, AgentId = MarkOf(conversation) + "agent", Channel = MarkOf(conversation) + "channel",
            UserId = user ?? T(), FromNumber = T(), AccountId = T(), Attributes = Some.Fields((T(), T())) };
        yield return opening;
        for (int i = 0; i < 3; i++)
        {
            int sequence = (round * 10) + i;
            yield return Some.Entry(sequence, T(), conversation) with { Fields = Some.Fields((T(), T()), LogField.Pii(T(), T(), shown: T())),
                TurnId = MarkOf(conversation) + "turn", FunctionEventId = MarkOf(conversation) + "call" };
        }

        yield return Some.Entry((round * 10) + 9, T(), conversation, isPii: true);

        // A turn and a call that are written repeatedly, longer or shorter.
        int again = _random.Next(1, 4);
        yield return Some.Turn(again, conversation) with { Revision = round, UserInput = T(), AgentResponse = new MaskedText(T(), shown: T()), Error = T(),
            ErrorType = T(), Usage = new ModelUsage(T(), 1, 1) };
        yield return Some.TurnChange(again, conversation, round, minute: round) with { UserInput = T(),
            AddedInput = new MaskedText(T(), shown: T()), Said = T(), IsInterrupted = true, Heard = T() };
        yield return Some.Turn(round + 10, conversation) with { UserInput = T(), AgentResponse = T() };
        yield return Some.Call(again, conversation, 1, again, name: MarkOf(conversation) + "function") with { Revision = round,
            Arguments = Some.Fields((T(), T())), Result = (T(), T()), Error = T(),
            Approval = new FunctionApproval { Decision = ApprovalDecision.Declined, DecidedBy = T(), Reason = T() } };
        yield return Some.ApiResponse(T(), after: round, conversation: conversation) with { ErrorBody = T() };
        yield return Some.StateChange(T(), after: round, conversation: conversation);
        yield return Some.Note(round.ToString(CultureInfo.InvariantCulture), T(), minute: round, conversation: conversation) with { Author = T() };
        yield return Some.Score(T(), T(), minute: round, conversation: conversation) with { Comment = T(), Scorer = T(), ScorerVersion = T() };
        yield return Some.Label(T(), minute: round, conversation: conversation) with { Author = T() };
        yield return Some.Assignment(T(), minute: round, conversation: conversation) with { AssignedBy = T() };
        yield return Some.Annotation(again, T(), minute: round, conversation: conversation) with { Author = T() };
        yield return Some.Feedback(again, FeedbackRating.Like, minute: round, conversation: conversation) with { Comment = T() };
        yield return Some.DeadLetter(round.ToString(CultureInfo.InvariantCulture), conversation: conversation) with { Payload = T(), Reason = T(), Kind = T() };
    }

    // The mark is at the beginning, middle and end, because a page may contain any part of the text.
    private string Text(string conversation)
    {
        string mark = string.Create(CultureInfo.InvariantCulture, $"{MarkOf(conversation)}{++_texts:D6}");
        int times = _random.Next(20) switch { 0 => 500, < 4 => 40, _ => 1 };
        return string.Join(' ', Enumerable.Repeat(mark, times));
    }
}
