using System.Globalization;
using System.Text;

namespace ConvLog;

/// <content>Validation, when the host starts.</content>
public sealed partial class AlertRule
{
    private const int LongestName = 100;
    private const int LongestTarget = 1_024;
    private const int MostCount = 1_000_000;

    private static readonly TimeSpan s_shortestWindow = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan s_quarter = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan s_longestWindow = TimeSpan.FromDays(7);
    private static readonly TimeSpan s_longestWait = TimeSpan.FromDays(1);

    private bool IsShare => Measure is AlertMeasure.ProblemRate or AlertMeasure.DislikeShare;

    /// <summary>Whether a text is valid as a rule's name, which is shown, logged and sent unchanged.</summary>
    internal static bool IsName(string? name)
        => name?.Length is > 0 and <= LongestName && !string.IsNullOrWhiteSpace(name) && name.EnumerateRunes().All(IsPlain);

    /// <summary>The problems of the rule, one sentence each.</summary>
    internal IEnumerable<string> Problems()
    {
        if (!IsName(Name))
        {
            yield return $"Name takes 1 to {LongestName} characters on one line, without control characters.";
            yield break; // Without a name, the messages of further problems could not identify the rule.
        }

        foreach (string problem in OfMeasure().Concat(OfThreshold()).Concat(OfTimes()))
        {
            yield return $"\"{Name}\": {problem}";
        }
    }

    private IEnumerable<string> OfMeasure()
    {
        if (!Enum.IsDefined(Measure) || !Enum.IsDefined(Kind) || (Environment is { } environment && !Enum.IsDefined(environment)))
        {
            yield return "Measure, Kind or Environment has a value that is not defined.";
        }

        if (Target is not null && (!IsOfCalls || Target.Length is 0 or > LongestTarget))
        {
            yield return $"Target is the name of a function, endpoint or model of 1 to {LongestTarget} characters, for ProblemRate and P95Duration.";
        }

        if (Target is null && Measure == AlertMeasure.P95Duration)
        {
            yield return "P95Duration needs a Target: durations of different functions are not comparable.";
        }

        if (Measure == AlertMeasure.Cost ? Currency is not { Length: 3 } || !Currency.All(char.IsAsciiLetterUpper) : Currency is not null)
        {
            yield return "Currency is an ISO 4217 code such as USD. It is required for Cost, and only for Cost.";
        }

        if (Measure == AlertMeasure.Drops && (AgentId is not null || Environment is not null))
        {
            yield return "Drops are counted for the whole process: AgentId and Environment must be null.";
        }

        if (AgentId?.Length == 0)
        {
            yield return "AgentId is empty; null is all agents.";
        }
    }

    private IEnumerable<string> OfThreshold()
    {
        if (!double.IsFinite(Threshold) || Threshold < 0 || (IsShare && Threshold >= 1) || (IsDuration && Threshold == 0))
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"Threshold is {Threshold}; it takes ") + Measure switch
            {
                AlertMeasure.ProblemRate or AlertMeasure.DislikeShare => "a share from 0 to less than 1, such as 0.05 for 5 %.",
                _ when IsDuration => "seconds above 0.",
                _ => "0 or more.",
            };
        }
        else if (ResolveAt is { } at && !(at >= 0 && at <= Threshold))
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"ResolveAt is {at}; it takes 0 to the threshold, which is {Threshold}.");
        }

        if (MinimumCount is < 1 or > MostCount)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"MinimumCount is {MinimumCount}; it takes 1 to {MostCount}.");
        }
    }

    private IEnumerable<string> OfTimes()
    {
        var shortest = IsOfCalls || Measure == AlertMeasure.Drops ? s_shortestWindow : s_quarter;
        if (Window < shortest || Window > s_longestWindow)
        {
            yield return $"Window is {Window}; it takes {shortest} to {s_longestWindow}.";
        }

        if (For < TimeSpan.Zero || For > s_longestWait)
        {
            yield return $"For is {For}; it takes zero to {s_longestWait}.";
        }

        if (ResolveAfter < TimeSpan.Zero || ResolveAfter > s_longestWait)
        {
            yield return $"ResolveAfter is {ResolveAfter}; it takes zero to {s_longestWait}.";
        }
    }

    private static bool IsPlain(Rune rune) => rune != Rune.ReplacementChar && Rune.GetUnicodeCategory(rune) is not
        (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}
