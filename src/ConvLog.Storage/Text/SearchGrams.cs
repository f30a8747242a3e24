using System.Runtime.InteropServices;
using System.Text;

namespace ConvLog.Storage.Text;

/// <summary>
/// What an index stores of a document: three characters in a row of each word, whole words of one or two, and of Chinese, Japanese and Korean each character
/// and each pair. A document in which a search finds its terms has all grams of the terms; whether one that has them is a hit, only its text tells.
/// </summary>
/// <remarks>A gram is a 32-bit hash. Indexes are kept on disk, so neither the hash nor its token may change without building them again.</remarks>
internal static class SearchGrams
{
    /// <summary>How many characters of a word make a gram.</summary>
    public const int Length = 3;

    /// <summary>How many letters and digits a gram has as a word.</summary>
    public const int TokenLength = 7;

    private const int CharacterBits = 21;

    /// <summary>Replaces the content of a list with the grams of a document, each once, in order.</summary>
    public static void Of(SearchDocument document, List<uint> grams)
    {
        grams.Clear();
        foreach (var part in document.Parts)
        {
            Add(part, grams);
        }

        Distinct(grams);
    }

    /// <summary>Adds the grams of a part of a document to a list, as often as they come.</summary>
    public static void Add(SearchPart part, List<uint> grams)
    {
        foreach (var run in new SearchRuns(part.Normalized))
        {
            Add(part.Normalized, run, Longest(run), grams);
            if (run.IsCjk)
            {
                Add(part.Normalized, run, characters: 1, grams);
            }
        }
    }

    /// <summary>The grams that a document has in which all of these terms are, each once, in order.</summary>
    public static uint[] Of(IEnumerable<SearchTerm> terms)
    {
        var grams = new List<uint>();
        foreach (var term in terms)
        {
            foreach (var run in new SearchRuns(term.Text))
            {
                // A short word in a longer term may be the end of a longer word.
                if (term.IsWholeWord || !run.IsShortWord)
                {
                    Add(term.Text, run, Longest(run), grams);
                }
            }
        }

        Distinct(grams);
        return [.. grams];
    }

    /// <summary>Puts a list in order and leaves each of its grams once.</summary>
    public static void Distinct(List<uint> grams)
    {
        var sorted = CollectionsMarshal.AsSpan(grams);
        sorted.Sort();
        int kept = 0;
        foreach (uint gram in sorted)
        {
            if (kept == 0 || sorted[kept - 1] != gram)
            {
                sorted[kept++] = gram;
            }
        }

        CollectionsMarshal.SetCount(grams, kept);
    }

    /// <summary>Appends a gram as seven letters and digits, a to z and 2 to 7: one word to any tokenizer.</summary>
    public static void AppendToken(StringBuilder text, uint gram)
    {
        Span<byte> token = stackalloc byte[TokenLength];
        WriteToken(token, gram);
        foreach (byte digit in token)
        {
            text.Append((char)digit);
        }
    }

    /// <summary>Writes the same in ASCII.</summary>
    /// <param name="token">Takes <see cref="TokenLength"/> bytes.</param>
    /// <param name="gram">The gram.</param>
    public static void WriteToken(Span<byte> token, uint gram)
    {
        for (int i = 0; i < TokenLength; i++, gram >>= 5)
        {
            token[i] = "abcdefghijklmnopqrstuvwxyz234567"u8[(int)(gram & 31)];
        }
    }

    private static int Longest(in SearchRun run) => Math.Min(run.IsCjk ? 2 : Length, run.Characters);

    // So many characters in a row, from each place in the run.
    private static void Add(string normalized, in SearchRun run, int characters, List<uint> grams)
    {
        var text = normalized.AsSpan(run.Start, run.Length);
        ulong kept = (1UL << (characters * CharacterBits)) - 1;
        ulong last = 0;
        for (int at = 0, count = 1; at < text.Length; count++)
        {
            last = ((last << CharacterBits) | (uint)SearchCharacters.Next(text, ref at)) & kept;
            if (count >= characters)
            {
                grams.Add(Hash(last));
            }
        }
    }

    // Of one, two or three characters side by side. No run holds U+0000, and none mixes words with the rest: so what is shorter or of another kind is another
    // number.
    private static uint Hash(ulong characters)
    {
        ulong hash = characters * 0x9E3779B97F4A7C15;
        hash = (hash ^ (hash >> 32)) * 0xD6E8FEB86659FD93;
        return (uint)(hash >> 32);
    }
}
