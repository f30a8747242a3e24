using System.Collections.Concurrent;
using System.Globalization;
using ConvLog.Testing.Assertions;

namespace ConvLog.Testing;

/// <content>Assertion that there were no problems.</content>
public sealed partial class CapturedLog
{
    private readonly ConcurrentQueue<FollowedConversation> _conversations = [];

    /// <summary>
    /// Asserts that there was no problem: no failed turn, no function or model call that failed or was abandoned, no unexpected API response with status 0 or
    /// 400 and above, no error entry, and no loss by dropping or truncation. Losses outside turns and functions are counted for a
    /// <see cref="TestConversation"/> and for the conversations of a <see cref="TestConversationFactory"/>.
    /// </summary>
    /// <exception cref="LogAssertionException">There was a problem; the message lists all of them.</exception>
    public void ShouldHaveNoProblems()
    {
        List<string> problems =
        [
            .. _conversations.Select(static one => one.Losses).Where(static losses => !losses.IsEmpty)
                .Select(static losses => $"{EntryLines.Location(call: null, turn: null)}  {losses}"),
            .. Turns.SelectMany(ProblemsOf), .. FunctionEvents.SelectMany(ProblemsOf),
            .. ModelCalls.Where(static call => IsProblem(call.Outcome)).Select(LineOf),
            .. ApiResponses.Where(static response => response.IsProblem).Select(FunctionLines.Line),
            .. Entries.Where(static entry => entry.Level == EntryLevel.Error).Select(EntryLines.Line),
        ];
        if (problems.Count > 0)
        {
            string number = string.Create(CultureInfo.InvariantCulture, $"{(problems.Count == 1 ? "is" : "are")} {problems.Count}");
            throw new LogAssertionException($"Expected no problems, but there {number}:{string.Concat(problems.Select(static one => "\n  " + one))}");
        }
    }

    /// <summary>Adds a conversation that writes to this sink.</summary>
    internal void Follow(Conversation conversation) => _conversations.Enqueue(new FollowedConversation(conversation));

    private static IEnumerable<string> ProblemsOf(Turn turn)
    {
        string place = EntryLines.Location(call: null, turn);
        if (turn.Error is not null || turn.ErrorType is not null)
        {
            yield return $"{place}  failed{(turn.ErrorType is null ? "" : $" with {turn.ErrorType}")}";
        }

        if (!turn.Losses.IsEmpty)
        {
            yield return $"{place}  {turn.Losses}";
        }
    }

    private static bool IsProblem(FunctionOutcome? outcome) => outcome is FunctionOutcome.Failed or FunctionOutcome.Abandoned;

    private string LineOf(ModelCallSnapshot call)
    {
        var turn = Turns.FirstOrDefault(turn => string.Equals(turn.Id, call.TurnId, StringComparison.Ordinal));
        string error = call.ErrorType is null ? "" : $" with {call.ErrorType}";
        return $"{EntryLines.Location(call: null, turn)}  {call.Model}  {FunctionLines.Verb(call.Outcome)}{error}";
    }

    private static IEnumerable<string> ProblemsOf(FunctionEvent call)
    {
        if (IsProblem(call.Outcome))
        {
            yield return FunctionLines.Line(call);
        }

        if (!call.Losses.IsEmpty)
        {
            yield return $"{EntryLines.Location(call, call.Turn)}  {call.Losses}";
        }
    }
}
