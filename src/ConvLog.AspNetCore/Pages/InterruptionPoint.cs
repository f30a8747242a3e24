using ConvLog.Records;

namespace ConvLog.AspNetCore.Pages;

/// <summary>The position in the shown answer at which the user interrupted it.</summary>
/// <param name="Length">The number of characters of the answer before that.</param>
/// <param name="RestLabel">The state of the rest, in words: not heard, or not streamed.</param>
internal sealed record InterruptionPoint(int Length, string RestLabel)
{
    /// <summary>The position, as far as a reader may see it: by the heard text, else by the streamed one. Null if the answer does not begin with it.</summary>
    public static InterruptionPoint? Of(TurnView turn)
        => turn.Heard is { IsEmpty: false } heard ? In(turn.AgentResponse.ToString(), heard.ToString(), "Not heard")
        : turn.Streamed is { IsEmpty: false } streamed ? In(turn.AgentResponse.ToString(), streamed.ToString(), "Not streamed") : null;

    // The text of a speech service may differ in white space and case.
    private static InterruptionPoint? In(string answer, string beginning, string rest)
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

        return at == 0 ? null : new InterruptionPoint(at, rest);
    }
}
