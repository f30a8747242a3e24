using System.Buffers;
using System.Text;
using ConvLog.Entries;
using ConvLog.Storage.Payloads;
using ConvLog.Storage.Text;

namespace ConvLog.Sqlite.Text;

/// <summary>The tokens of many documents, one after the other: what the text index stores of each. Used by one thread at a time.</summary>
internal sealed class TokenBuffer
{
    private readonly ArrayBufferWriter<byte> _utf8 = new();

    // Of the document that has begun. What was seen in it is not looked at again: entries of one block say much the same.
    private readonly List<uint> _grams = [];
    private readonly List<long> _days = [];
    private readonly List<ulong> _fields = [];
    private readonly HashSet<string> _seenTexts = new(StringComparer.Ordinal);
    private readonly HashSet<(string Key, string Value)> _seenFields = [];

    /// <summary>How many bytes all documents have.</summary>
    public int Length => _utf8.WrittenCount;

    /// <summary>Whether there is a text in the document that has begun.</summary>
    public bool HasText => _days.Count > 0;

    /// <summary>Adds a document of one text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="ticks">Its time.</param>
    /// <returns>Where its tokens begin; they end where the buffer does.</returns>
    public int Add(SearchDocument text, long ticks)
    {
        Begin();
        Include(text, ticks);
        return End();
    }

    /// <summary>Begins a document.</summary>
    public void Begin()
    {
        _grams.Clear();
        _days.Clear();
        _fields.Clear();
        _seenTexts.Clear();
        _seenFields.Clear();
    }

    /// <summary>Takes a text into the document. What throws halfway may leave words of it there, which lead to nothing.</summary>
    /// <param name="text">The text.</param>
    /// <param name="ticks">Its time.</param>
    /// <param name="fields">The fields of an entry.</param>
    public void Include(SearchDocument text, long ticks, LogFields fields = default)
    {
        foreach (var part in text.Parts)
        {
            if (_seenTexts.Add(part.Text))
            {
                SearchGrams.Add(part, _grams);
            }
        }

        foreach (ref readonly var field in fields.AsSpan())
        {
            if (!field.IsPii && FieldText.Unquoted(field) is var value && _seenFields.Add((field.Key, value)))
            {
                _fields.Add(FieldToken.HashOf(field.Key, value));
            }
        }

        if (TimeBucketTokens.DayOf(ticks) is var day && !_days.Contains(day))
        {
            _days.Add(day);
        }
    }

    /// <summary>Ends the document.</summary>
    /// <returns>Where its tokens begin; they end where the buffer does.</returns>
    public int End()
    {
        int start = Length;
        foreach (string word in _days.SelectMany(TimeBucketTokens.WordsOf).Distinct(StringComparer.Ordinal))
        {
            Append(word);
        }

        SearchGrams.Distinct(_grams);
        foreach (uint gram in _grams)
        {
            var token = _utf8.GetSpan(SearchGrams.TokenLength + 1);
            SearchGrams.WriteToken(token, gram);
            token[SearchGrams.TokenLength] = (byte)' ';
            _utf8.Advance(SearchGrams.TokenLength + 1);
        }

        foreach (ulong field in _fields)
        {
            Append(FieldToken.Of(field));
        }

        return start;
    }

    public ReadOnlySpan<byte> Slice(int start, int length) => _utf8.WrittenSpan.Slice(start, length);

    public void Clear() => _utf8.ResetWrittenCount();

    private void Append(string word)
    {
        Encoding.ASCII.GetBytes(word, _utf8);
        _utf8.Write(" "u8);
    }
}
