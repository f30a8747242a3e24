using ConvLog.Records;
using Microsoft.Extensions.Logging;

namespace ConvLog.Openings;

/// <summary>Checks the scores and rating reasons of an opening, and reports the first refusal of each score. Safe to use from any thread.</summary>
/// <param name="rules">Which scores are accepted.</param>
/// <param name="conversationId">The ID of the conversation.</param>
/// <param name="logger">Receives the reports.</param>
internal sealed partial class ScoreCheck(ScoreRules rules, string conversationId, ILogger logger)
{
    private readonly HashSet<string> _refused = new(StringComparer.Ordinal);

    public bool Accepts(string name, ScoreValue value) => IsAccepted(name, rules.Refusal(name, value));

    /// <summary>Reports a rating that is not a Boolean score of a turn by the user or the team.</summary>
    public void RefuseRating() => IsAccepted(ScoreRules.Rating, "The score rating is yes or no, of a turn, by the user or the team.");

    /// <summary>The accepted reasons of a rating, each once.</summary>
    public List<string> Accepted(IEnumerable<string?> reasons)
    {
        var accepted = new List<string>();
        foreach (string? reason in reasons)
        {
            if (IsAccepted(ScoreRules.Rating, rules.Refusal(reason ?? "")) && !accepted.Contains(reason!, StringComparer.Ordinal))
            {
                accepted.Add(reason!);
            }
        }

        return accepted;
    }

    private bool IsAccepted(string name, string? refusal)
    {
        if (refusal is null)
        {
            return true;
        }

        bool isFirst;
        lock (_refused)
        {
            isFirst = _refused.Add(name);
        }

        if (isFirst)
        {
            LogRefused(logger, conversationId, refusal, name);
        }

        return false;
    }

    [LoggerMessage(23, LogLevel.Warning, "Conversation {ConversationId} refused a score. {Refusal} Further ones of the score {Name} are not reported.")]
    private static partial void LogRefused(ILogger logger, string conversationId, string refusal, string name);
}
