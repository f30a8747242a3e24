using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Diagnostics;

namespace ConvLog.Analyzers.Privacy;

/// <summary>The settings for personal data in an .editorconfig: names that are personal, names that are not, and attributes that mark it.</summary>
internal sealed class PrivacySettings
{
    public const string PersonalNamesKey = "convlog.personal_names";
    public const string OtherNamesKey = "convlog.not_personal_names";
    public const string AttributesKey = "convlog.personal_attributes";

    public PrivacySettings(AnalyzerConfigOptions options)
    {
        Names = new PersonalNames(List(options, PersonalNamesKey), List(options, OtherNamesKey));
        Attributes = ImmutableHashSet.CreateRange(StringComparer.Ordinal, List(options, AttributesKey).Select(WithoutSuffix));
    }

    public PersonalNames Names { get; }

    /// <summary>The names of attributes, with or without namespace, without the suffix Attribute.</summary>
    public ImmutableHashSet<string> Attributes { get; }

    public static string WithoutSuffix(string attribute)
        => attribute.EndsWith("Attribute", StringComparison.Ordinal) ? attribute.Substring(0, attribute.Length - "Attribute".Length) : attribute;

    private static IEnumerable<string> List(AnalyzerConfigOptions options, string key)
        => options.TryGetValue(key, out string? text) ? text.Split([',', ';', ' '], StringSplitOptions.RemoveEmptyEntries) : [];
}
