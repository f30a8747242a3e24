using System.Globalization;
using ConvLog.Records;
using Microsoft.AspNetCore.Http;

namespace ConvLog.AspNetCore.Review;

/// <summary>
/// Consecutive turns whose diagnosis is on one page. A conversation with a very large log has several: each page contains the messages of all turns, and the
/// log of its part, to limit its size. Earlier parts do not change when a conversation continues.
/// </summary>
/// <param name="Number">Its number, from 1.</param>
/// <param name="First">The ordinal of its first turn.</param>
/// <param name="Last">The ordinal of its last turn.</param>
internal sealed record ReviewPart(int Number, int First, int Last)
{
    public const string Parameter = "part";

    private const int MostLines = 500;
    private const int LinesOfCall = 3;

    public static IReadOnlyList<ReviewPart> Of(IReadOnlyList<TurnView> turns)
    {
        var parts = new List<ReviewPart>();
        int lines = 0;
        foreach (var turn in turns)
        {
            int more = LinesOf(turn);
            if (parts.Count == 0 || lines + more > MostLines)
            {
                parts.Add(new ReviewPart(parts.Count + 1, turn.Ordinal, turn.Ordinal));
                lines = 0;
            }

            parts[^1] = parts[^1] with { Last = turn.Ordinal };
            lines += more;
        }

        return parts;
    }

    /// <summary>The part in an address; the first by default. Must be read before the list's filters.</summary>
    public static int FromQuery(HttpRequest request)
        => request.Query[Parameter] is [{ } text] && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : 1;

    /// <summary>A query of the list's filters and the part.</summary>
    public static string Query(string kept, int number)
        => number <= 1 ? kept : string.Create(CultureInfo.InvariantCulture, $"{kept}{(kept.Length > 0 ? "&" : "")}{Parameter}={number}");

    // Repeated messages are shortened to one line, and count as half a line.
    private static int LinesOf(TurnView turn)
        => 1 + turn.Entries.Count + turn.ApiResponses.Count
            + ModelCalls.Of(turn).Sum(static call => LinesOfCall + call.Request.Count - (ModelCalls.EarlierOf(call) / 2))
            + turn.FunctionEvents.Sum(static call => LinesOfCall + call.Entries.Count + call.ApiResponses.Count);
}
