using System.Collections.Immutable;
using ConvLog.Analyzers.Calls;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace ConvLog.Analyzers.Checks;

/// <summary>CL0004 and CL0005: fields that are meant as the flag, and keys that are reserved, repeated, empty or computed.</summary>
internal static class KeyCheck
{
    // As a field, these make the entry personal (KeyRules of ConvLog).
    private static readonly ImmutableHashSet<string> s_flags = ImmutableHashSet.Create(StringComparer.OrdinalIgnoreCase, "pii", "is_pii", "isPii");

    // These have no effect.
    private static readonly ImmutableHashSet<string> s_nearFlags = ImmutableHashSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "personal", "is_personal", "isPersonal", "has_pii", "hasPii", "contains_pii", "containsPii", "sensitive", "is_sensitive", "isSensitive", "is-pii",
        "pii_data", "personal_data");

    private static readonly ImmutableHashSet<string> s_reserved = ImmutableHashSet.Create(StringComparer.Ordinal, "level", "logger", "content", "timestamp");

    public static void Run(OperationAnalysisContext context, LogCall call)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var field in call.Fields)
        {
            if (field.KeyText is { } key)
            {
                CheckConstantKey(context, field, key, isRepeated: !seen.Add(key));
            }
            else if (field.Key is { } computed && IsComputed(computed))
            {
                Report(context, computed,
                    "The key is put together at each call, so that nobody can search or count by it: use one constant key, and log what varies as a value");
            }
        }
    }

    public static bool IsReserved(string key) => s_reserved.Contains(key);

    public static bool IsFlag(string key) => s_flags.Contains(key);

    private static void CheckConstantKey(OperationAnalysisContext context, LoggedField field, string key, bool isRepeated)
    {
        var at = field.Key ?? field.Site;
        if (IsFlag(key))
        {
            ReportFlag(context, field, key, "makes the whole entry personal unless it is false, and is kept as a field beside");
        }
        else if (s_nearFlags.Contains(key) && field.Value.WithoutConversions().Type?.SpecialType == SpecialType.System_Boolean)
        {
            ReportFlag(context, field, key, "is only a field, and every reader sees the entry");
        }
        else if (string.IsNullOrWhiteSpace(key))
        {
            Report(context, at, "The key is empty, and the field is kept as '_': give it a name");
        }
        else if (IsReserved(key))
        {
            Report(context, at, $"'{key}' is a part of every entry, so that the field is kept as 'field_{key}': choose another key");
        }
        else if (isRepeated)
        {
            Report(context, at, $"'{key}' stands twice in this entry, and only the last value is kept: choose another key");
        }
    }

    private static bool IsComputed(IOperation key) => key.WithoutConversions() switch
    {
        IInterpolatedStringOperation or IBinaryOperation => true,
        IInvocationOperation { TargetMethod.ContainingType.SpecialType: SpecialType.System_String } => true,
        IInvocationOperation { TargetMethod.Name: "ToString" } => true,
        ILocalReferenceOperation local => local.Initializer() is { } initializer && IsComputed(initializer),
        _ => false,
    };

    private static void ReportFlag(OperationAnalysisContext context, LoggedField field, string key, string what)
        => context.ReportDiagnostic(Diagnostic.Create(Rules.FlagAsField, field.Site.Syntax.GetLocation(), key, what));

    private static void Report(OperationAnalysisContext context, IOperation at, string message)
        => context.ReportDiagnostic(Diagnostic.Create(Rules.Key, at.Syntax.GetLocation(), message));
}
