using System.Collections.Immutable;
using System.Text;

namespace ConvLog.Analyzers.Privacy;

/// <summary>Splits a name into words: <c>guestEmail</c>, <c>GUEST_EMAIL</c> and <c>guest-email</c> become guest and email.</summary>
internal static class IdentifierWords
{
    public static ImmutableArray<string> Of(string name)
    {
        var words = ImmutableArray.CreateBuilder<string>();
        var word = new StringBuilder();
        for (int i = 0; i < name.Length; i++)
        {
            char c = name[i];
            bool begins = char.IsUpper(c) && i > 0
                && (!char.IsUpper(name[i - 1]) || (i + 1 < name.Length && char.IsLower(name[i + 1])));
            if (begins || !char.IsLetterOrDigit(c))
            {
                End(word, words);
            }

            if (char.IsLetterOrDigit(c))
            {
                word.Append(char.ToLowerInvariant(c));
            }
        }

        End(word, words);
        return words.ToImmutable();
    }

    private static void End(StringBuilder word, ImmutableArray<string>.Builder words)
    {
        if (word.Length > 0)
        {
            words.Add(word.ToString());
            word.Clear();
        }
    }
}
