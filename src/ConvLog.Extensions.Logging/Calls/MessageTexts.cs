using System.Runtime.CompilerServices;

namespace ConvLog.Extensions.Logging.Calls;

/// <summary>Distinguishes literals from composed texts.</summary>
internal static class MessageTexts
{
    private static readonly object s_yes = new();

    // A cache of known literals, since a look-up in the runtime's table hashes all characters.
    private static readonly ConditionalWeakTable<string, object> s_literals = [];

    /// <summary>Determines the origin of a template.</summary>
    /// <param name="template">The template.</param>
    /// <param name="values">The number of values passed with it.</param>
    public static MessageText Of(string template, int values)
        => !RuntimeFeature.IsDynamicCodeSupported ? MessageText.Unknown
            : IsLiteral(template) ? MessageText.Constant
            : values > 0 ? MessageText.Unknown // Probably from an assembly whose literals are not interned.
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

/// <summary>The origin of a message's text.</summary>
internal enum MessageText
{
    /// <summary>A literal of the program, visible to everyone.</summary>
    Constant,

    /// <summary>Composed at run time: it may contain personal data.</summary>
    Composed,

    /// <summary>A constant or a composed text, which cannot be distinguished here.</summary>
    Unknown,
}
