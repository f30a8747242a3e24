using Microsoft.CodeAnalysis;

namespace ConvLog.Analyzers.Checks;

/// <summary>The rules. Each has a page in docs/rules.</summary>
internal static class Rules
{
    /// <summary>Personal data in an entry that every reader sees.</summary>
    public static readonly DiagnosticDescriptor PersonalData = Rule(1, "Privacy", "Personal data in an entry that every reader sees",
        "{0} looks like personal data, and every reader of the log sees it: make the field personal with LogField.Pii, or the entry with isPii: true");

    /// <summary>Values in the message.</summary>
    public static readonly DiagnosticDescriptor ValuesInMessage = Rule(2, "Usage", "Values belong in fields, not in the message",
        "The message contains values: keep it constant and give the values as fields, so that entries can be searched and counted by it");

    /// <summary>Placeholders in the message.</summary>
    public static readonly DiagnosticDescriptor Placeholder = Rule(3, "Usage", "A message has no placeholders",
        "Nothing replaces '{0}': a message is a constant text, and values are fields, such as (\"key\", value)");

    /// <summary>A field that is meant as the flag.</summary>
    public static readonly DiagnosticDescriptor FlagAsField = Rule(4, "Privacy", "The flag isPii is an argument, not a field",
        "The field '{0}' {1}: write the argument isPii: true");

    /// <summary>Keys that are reserved, repeated, empty or computed.</summary>
    public static readonly DiagnosticDescriptor Key = Rule(5, "Usage", "A key is a unique, constant text that is not reserved",
        "{0}");

    /// <summary>An exception as a field or in the message.</summary>
    public static readonly DiagnosticDescriptor ExceptionAsValue = Rule(6, "Usage", "An exception is an argument of its own",
        "Pass the exception behind the message: its type, text and stack trace are then kept in fields of their own, and its text only where it may be seen");

    /// <summary>An entry for each item of a loop.</summary>
    public static readonly DiagnosticDescriptor EntryPerItem = Rule(7, "Usage", "An entry for each item of a loop",
        "This logs an entry for each item of the loop: log one behind it with what was counted or collected, as entries of a turn are limited");

    /// <summary>Whole requests, entities and similar objects.</summary>
    public static readonly DiagnosticDescriptor Dump = Rule(8, "Privacy", "A whole object in a field",
        "'{0}' is {1}: log the members that a reader needs, each as a field");

    /// <summary>A literal that looks like personal data.</summary>
    public static readonly DiagnosticDescriptor PersonalLiteral = Rule(9, "Privacy", "A literal that looks like personal data",
        "The text contains {0}: remove it, or make the field or the entry personal");

    /// <summary>A function event, turn or model call that does not end, or ends without an outcome.</summary>
    public static readonly DiagnosticDescriptor Lifetime = Rule(10, "Reliability", "A function event or turn must end, and with an outcome",
        "{0}");

    /// <summary>A failure that leaves no trace.</summary>
    public static readonly DiagnosticDescriptor SilentCatch = Rule(11, "Reliability", "A failure is caught in a function and leaves no trace",
        "The exception is caught and nothing tells of it: log it with conv.Log.Error, end the function with Fail, or throw it on");

    /// <summary>A flush whose result is ignored.</summary>
    public static readonly DiagnosticDescriptor FlushResultIgnored = Rule(12, "Reliability", "The result of FlushAsync says whether entries were lost",
        "The result of FlushAsync is not used: it says what was not stored");

    /// <summary>A sequence that is not evaluated.</summary>
    public static readonly DiagnosticDescriptor LazySequence = Rule(13, "Usage", "A sequence in a value is not evaluated",
        "'{0}' is computed when somebody reads it, which logging does not: log its items, as with ToArray()");

    /// <summary>Properties that are not recorded.</summary>
    public static readonly DiagnosticDescriptor UnrecordedParts = Rule(14, "Usage", "Parts of a value are not recorded",
        "Of '{0}', these properties run code and are not recorded: {1}", DiagnosticSeverity.Info);

    /// <summary>A function event that begins in an iterator and is held over a yield.</summary>
    public static readonly DiagnosticDescriptor EventInIterator = Rule(15, "Reliability", "A function event in an iterator ends at its first yield",
        "After a yield, conv.Log no longer writes to this function event: run the iterator with conv.RunFunction, whose event ends with the enumeration");

    private static DiagnosticDescriptor Rule(
        int number, string category, string title, string message, DiagnosticSeverity severity = DiagnosticSeverity.Warning)
    {
        string id = $"CL{number:0000}";
        return new DiagnosticDescriptor(id, title, message, "ConvLog." + category, severity, isEnabledByDefault: true,
            description: $"See docs/rules/{id}.md of ConvLog.");
    }
}
