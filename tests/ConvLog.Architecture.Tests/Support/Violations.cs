namespace ConvLog.Architecture.Tests.Support;

/// <summary>Fails with one line for each place that breaks a rule.</summary>
internal static class Violations
{
    /// <param name="violations">The places, each with what is wrong there.</param>
    /// <param name="rule">The rule, and what to do.</param>
    public static void ShouldBeNone(this IEnumerable<string> violations, string rule)
    {
        List<string> places = [.. violations.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        if (places.Count > 0)
        {
            Assert.Fail($"{rule}\n\n    {string.Join("\n    ", places)}\n");
        }
    }
}
