using ConvLog.Records;

namespace ConvLog.AspNetCore.Pages;

/// <summary>Where in the answer that is shown the user interrupted it.</summary>
/// <param name="Length">How many characters of the answer come before that.</param>
/// <param name="Rest">What the rest of the answer is, in words: not heard, or not streamed.</param>
internal sealed record HeardPart(int Length, string Rest)
{
    /// <summary>The place, as far as a reader may see it: by the heard part, else by the streamed one. Null where the answer does not begin with it.</summary>
    public static HeardPart? Of(TurnView turn)
        => turn.Heard is { IsEmpty: false } heard ? In(turn.AgentResponse.ToString(), heard.ToString(), "Not heard")
        : turn.Streamed is { IsEmpty: false } streamed ? In(turn.AgentResponse.ToString(), streamed.ToString(), "Not streamed") : null;

    // What a speech service reports may differ in white space and case.
    private static HeardPart? In(string answer, string beginning, string rest)
    {
        int at = 0;
        foreach (char c in beginning)
        {
            if (char.IsWhiteSpace(c))
            {
                continue;
            }

            while (at < answer.Length && char.IsWhiteSpace(answer[at]))
            {
                at++;
            }

            if (at == answer.Length || char.ToUpperInvariant(answer[at]) != char.ToUpperInvariant(c))
            {
                return null;
            }

            at++;
        }

        return at == 0 ? null : new HeardPart(at, rest);
    }
}
