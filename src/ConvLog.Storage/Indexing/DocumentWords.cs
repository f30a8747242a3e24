using System.Buffers;
using System.Text;
using ConvLog.Storage.Payloads.Rows;
using ConvLog.Storage.Text;

namespace ConvLog.Storage.Indexing;

/// <summary>The words of consecutive documents, in UTF-8 and each followed by a space: the input of the text index. Not
/// thread-safe.</summary>
internal sealed class DocumentWords
{
    /// <summary>A word that no text contains. It marks a document without all its words, which may therefore match any search.</summary>
    public const string Cut = "\uE00F";

    private readonly ArrayBufferWriter<byte> _utf8 = new();

    // The parts already added to the current document, which are skipped: entries of one document are often similar.
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private readonly HashSet<(string Key, string Value)> _seenFields = [];
    private readonly HashSet<long> _seenTimes = [];

    /// <summary>The total length of all documents in bytes.</summary>
    public int Length => _utf8.WrittenCount;

    /// <summary>Starts a document.</summary>
    /// <returns>The start of its words; they end at the start of the next document.</returns>
    public int Begin()
    {
        _seen.Clear();
        _seenFields.Clear();
        _seenTimes.Clear();
        return Length;
    }

    /// <summary>Adds a text to the document. If it throws, some words may already have been added, which do no harm.</summary>
    /// <param name="text">The text.</param>
    /// <param name="fields">The fields of an entry.</param>
    public void Include(SearchDocument text, LogFields fields = default)
    {
        foreach (var part in text.Parts)
        {
            if (_seen.Add(part.Text))
            {
                foreach (var word in new SearchWords(part.Normalized))
                {
                    Append(part.Normalized.AsSpan(word.Start, word.Length));
                }
            }
        }

        foreach (ref readonly var field in fields.AsSpan())
        {
            if (!field.IsPii)
            {
                Include(field);
            }
        }
    }

    // The words of the logged text are already included, but not those of a number's shortest form.
    private void Include(in LogField field)
    {
        string value = NumberText.Of(field, out bool isShortened);
        if (FieldToken.IsExact(value))
        {
            if (_seenFields.Add((field.Key, value)))
            {
                Append(FieldToken.Of(field.Key, value));
            }
        }
        else if (isShortened && _seen.Add(value))
        {
            string normalized = SearchText.Normalize(value);
            foreach (var word in new SearchWords(normalized))
            {
                Append(normalized.AsSpan(word.Start, word.Length));
            }
        }
    }

    /// <summary>Adds a time to the document.</summary>
    /// <param name="time">The time.</param>
    /// <param name="words">The words by which it is found, which differ from all words of texts.</param>
    public void Include(long time, Func<long, IEnumerable<string>> words)
    {
        if (_seenTimes.Add(time))
        {
            foreach (string word in words(time))
            {
                Append(word);
            }
        }
    }

    /// <summary>The words of the current document, in at most about the given size: beyond it some words, all words of fields, and <see cref="Cut"/>.</summary>
    /// <param name="start">The start of its words.</param>
    /// <param name="most">The maximum size in bytes.</param>
    public byte[] Limited(int start, int most)
    {
        var words = _utf8.WrittenSpan[start..];
        if (words.Length <= most)
        {
            return words.ToArray();
        }

        var kept = new ArrayBufferWriter<byte>(most);
        for (int at = 0, end; at < words.Length; at = end)
        {
            end = at + words[at..].IndexOf((byte)' ') + 1;
            if (kept.WrittenCount + end - at < most || FieldToken.Is(words[at..]))
            {
                kept.Write(words[at..end]);
            }
        }

        Encoding.UTF8.GetBytes(Cut, kept);
        return kept.WrittenSpan.ToArray();
    }

    public ReadOnlySpan<byte> Slice(int start, int length) => _utf8.WrittenSpan.Slice(start, length);

    public void Clear() => _utf8.ResetWrittenCount();

    private void Append(ReadOnlySpan<char> word)
    {
        Encoding.UTF8.GetBytes(word, _utf8);
        _utf8.Write(" "u8);
    }
}
