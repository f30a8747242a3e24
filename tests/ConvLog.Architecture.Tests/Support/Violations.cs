namespace ConvLog.Architecture.Tests.Support;

/// <summary>Fails with one line for each place that breaks a rule.</summary>
internal static class Violations
{
    /// <param name="violations">The violations, each with its position.</param>
    /// <param name="rule">The rule and the fix.</param>
    public static void ShouldBeNone(this IEnumerable<string> violations, string rule)
    {
        List<string> places = [.. violations.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        if (places.Count > 0)
        {
            Assert.Fail($"{rule}\n\n    {string.Join("\n    ", places)}\n");
        }
    }
}
