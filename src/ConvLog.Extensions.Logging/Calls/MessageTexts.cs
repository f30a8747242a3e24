using System.Runtime.CompilerServices;

namespace ConvLog.Extensions.Logging.Calls;

/// <summary>Tells literals from composed texts.</summary>
internal static class MessageTexts
{
    private static readonly object s_yes = new();

    // Literals that were seen before: looking one up in the runtime's table hashes its characters.
    private static readonly ConditionalWeakTable<string, object> s_literals = [];

    /// <summary>Where a template comes from.</summary>
    /// <param name="template">The template.</param>
    /// <param name="values">How many values were passed with it.</param>
    public static MessageText Of(string template, int values)
        => !RuntimeFeature.IsDynamicCodeSupported ? MessageText.Unknown
            : IsLiteral(template) ? MessageText.Constant
            : values > 0 ? MessageText.Unknown // Of an assembly whose literals are not interned, most likely.
            : MessageText.Composed;

    private static bool IsLiteral(string template)
    {
        if (s_literals.TryGetValue(template, out _))
        {
            return true;
        }

        if (!ReferenceEquals(string.IsInterned(template), template))
        {
            return false;
        }

        s_literals.TryAdd(template, s_yes);
        return true;
    }
}

/// <summary>Where a message's text comes from.</summary>
internal enum MessageText
{
    /// <summary>A literal of the program, which everyone may see.</summary>
    Constant,

    /// <summary>Composed at run time: it may hold anything.</summary>
    Composed,

    /// <summary>A constant or a composed text, which cannot be distinguished here.</summary>
    Unknown,
}
