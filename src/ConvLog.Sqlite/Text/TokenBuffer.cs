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
    private readonly StringBuilder _document = new();
    private readonly List<uint> _grams = [];

    /// <summary>How many bytes all documents have.</summary>
    public int Length => _utf8.WrittenCount;

    /// <summary>Adds a document, whole or, where it throws, not at all.</summary>
    /// <param name="document">Its text.</param>
    /// <param name="ticks">Its time.</param>
    /// <param name="fields">The fields of an entry.</param>
    /// <returns>Where its tokens begin; they end where the buffer does.</returns>
    public int Add(SearchDocument document, long ticks, LogFields fields = default)
    {
        _document.Clear();
        TimeBucketTokens.Append(_document, ticks);
        SearchGrams.Of(document, _grams);
        foreach (uint gram in _grams)
        {
            SearchGrams.AppendToken(_document, gram);
            _document.Append(' ');
        }

        foreach (ref readonly var field in fields.AsSpan())
        {
            if (!field.IsPii)
            {
                _document.Append(FieldToken.Of(field.Key, FieldText.Unquoted(field))).Append(' ');
            }
        }

        int start = Length;
        foreach (var chunk in _document.GetChunks())
        {
            Encoding.ASCII.GetBytes(chunk.Span, _utf8);
        }

        return start;
    }

    public ReadOnlySpan<byte> Slice(int start, int length) => _utf8.WrittenSpan.Slice(start, length);

    public void Clear() => _utf8.ResetWrittenCount();
}
