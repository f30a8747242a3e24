using System.Reflection;
using ConvLog.StoreContract.NonInterference;

namespace ConvLog.Architecture.Tests.Dependencies;

/// <summary>Every read method is tested with two stores that differ only in personal data.</summary>
public class NonInterferenceTests
{
    // For the host itself, whose health readers get from GetHealthAsync, methods that return nothing, and what the kind of store can do.
    private static readonly string[] s_without =
        [nameof(ConversationReader.CheckHealthAsync), nameof(ConversationReader.BringUpToDateAsync), $"get_{nameof(ConversationReader.Capabilities)}"];

    [Fact]
    public void Every_read_method_is_tested_on_stores_that_differ_only_in_personal_data()
    {
        AssemblyUse[] uses = [.. AssemblyUses.In(typeof(NonInterferenceProperty).Assembly)];

        // The test types, and the types through which they read, such as a live follower.
        var askers = uses.Where(static use => use.User.StartsWith(typeof(NonInterferenceProperty).Namespace!, StringComparison.Ordinal))
            .SelectMany(static use => new[] { use.User, use.Type.FullName! })
            .ToHashSet(StringComparer.Ordinal);
        var asked = uses.Where(use => use.Type == typeof(ConversationReader) && askers.Contains(use.User)).Select(static use => use.Member)
            .ToHashSet(StringComparer.Ordinal);

        typeof(ConversationReader).GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            .Select(static method => method.Name)
            .Where(name => !asked.Contains(name) && !s_without.Contains(name, StringComparer.Ordinal))
            .ShouldBeNone(
            "Ask for it in ReaderAnswers (what goes on, in LiveProperty): what it gives a reader without the permission must be a function of what they may see.");
    }
}
