using System.Buffers;
using System.Text;
using ConvLog.Storage.Payloads;
using ConvLog.Storage.Text;

namespace ConvLog.Storage.Indexing;

/// <summary>The words of many documents, one after the other, in UTF-8 and with a space behind each: what the text index is given. Used by one thread at a
/// time.</summary>
internal sealed class DocumentWords
{
    /// <summary>A word that no text has: not all words of the document are there, so that whatever is asked for may be in it.</summary>
    public const string Cut = "\uE00F";

    private readonly ArrayBufferWriter<byte> _utf8 = new();

    // Of the document that has begun. What was seen in it is not looked at again: entries of one document say much the same.
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private readonly HashSet<(string Key, string Value)> _seenFields = [];
    private readonly HashSet<long> _seenTimes = [];

    /// <summary>How many bytes all documents have.</summary>
    public int Length => _utf8.WrittenCount;

    /// <summary>Begins a document.</summary>
    /// <returns>Where its words begin; they end where the next one begins.</returns>
    public int Begin()
    {
        _seen.Clear();
        _seenFields.Clear();
        _seenTimes.Clear();
        return Length;
    }

    /// <summary>Takes a text into the document. What throws halfway may leave words of it there, which lead to nothing.</summary>
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

    // The words of a text are there already, those of the shortest form of a number are not.
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

    /// <summary>Takes a time into the document.</summary>
    /// <param name="time">The time.</param>
    /// <param name="words">The words by which it is found, which begin as no word of a text does.</param>
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

    /// <summary>The words of the document that has begun, in no more than about so many bytes: of more, some, all of fields, and <see cref="Cut"/>.</summary>
    /// <param name="start">Where they begin.</param>
    /// <param name="most">How many bytes.</param>
    public byte[] Few(int start, int most)
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
