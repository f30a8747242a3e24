using System.Globalization;
using ConvLog.Testing.Assertions;

namespace ConvLog.Testing;

/// <content>Asserts that nothing went wrong.</content>
public sealed partial class CapturedLog
{
    /// <summary>
    /// Asserts that there was no problem: no failed turn, no function that failed, was canceled or abandoned, no API response with status 0 or from 400 on that
    /// was not expected, no error entry, and nothing dropped or truncated.
    /// </summary>
    /// <exception cref="LogAssertionException">There was; the message lists each.</exception>
    public void ShouldHaveNoProblems()
    {
        List<string> problems =
        [
            .. Turns.SelectMany(ProblemsOf), .. FunctionEvents.SelectMany(ProblemsOf),
            .. ApiResponses.Where(static response => response.IsProblem).Select(FunctionLines.Line),
            .. Entries.Where(static entry => entry.Level == EntryLevel.Error).Select(EntryLines.Line),
        ];
        if (problems.Count > 0)
        {
            string number = problems.Count == 1 ? "is 1" : string.Create(CultureInfo.InvariantCulture, $"are {problems.Count}");
            throw new LogAssertionException($"Expected no problems, but there {number}:{string.Concat(problems.Select(static one => "\n  " + one))}");
        }
    }

    private static IEnumerable<string> ProblemsOf(Turn turn)
    {
        string place = EntryLines.Place(call: null, turn);
        if (turn.Error is not null || turn.ErrorType is not null)
        {
            yield return $"{place}  failed{(turn.ErrorType is null ? "" : $" with {turn.ErrorType}")}";
        }

        if (!turn.Losses.IsEmpty)
        {
            yield return $"{place}  {turn.Losses}";
        }
    }

    private static IEnumerable<string> ProblemsOf(FunctionEvent call)
    {
        if (call.Outcome is FunctionOutcome.Failed or FunctionOutcome.Canceled or FunctionOutcome.Abandoned)
        {
            yield return FunctionLines.Line(call);
        }

        if (!call.Losses.IsEmpty)
        {
            yield return $"{EntryLines.Place(call, call.Turn)}  {call.Losses}";
        }
    }
}
