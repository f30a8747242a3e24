namespace ConvLog.Functions;

/// <summary>The part of an answer that a user heard, masked like the answer.</summary>
internal static class HeardText
{
    /// <summary>A text that the host reports. Without a mask of its own it is personal if the answer is masked: it may contain what the answer masks.</summary>
    public static MaskedText Of(MaskedText heard, MaskedText answer)
        => heard.IsEmpty || heard.IsMasked || !answer.IsMasked ? heard : new MaskedText(heard.Text);

    /// <summary>The beginning of an answer. If it ends inside a mask, the mask is shown whole.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="characters">The length in UTF-16 code units of the full text; half of a surrogate pair is omitted.</param>
    public static MaskedText First(MaskedText answer, int characters)
    {
        string text = answer.Text;
        if (characters >= text.Length || string.Equals(text, MaskedText.NotRecorded, StringComparison.Ordinal))
        {
            return characters <= 0 ? default : answer;
        }

        int length = WithoutSplitSurrogate(text, Math.Max(characters, 0));
        return length == 0 ? default : answer.IsMasked ? new MaskedText(text[..length], ShownOf(text, answer.Shown, length)) : text[..length];
    }

    // A masked form consists of masks and, between them, pieces of the text. It is shown only as far as these pieces are found, so it never shows more
    // than the masked form of the answer.
    private static string ShownOf(string text, string shown, int length)
    {
        int common = text.AsSpan().CommonPrefixLength(shown);
        int at = shown.IndexOf(MaskedText.Redacted, StringComparison.Ordinal);
        if (at < 0)
        {
            // A mask in the host's own words: it ends where the text continues as it is shown.
            int rest = CommonEnd(text.AsSpan(common), shown.AsSpan(common));
            return length <= common ? shown[..length] : shown[..WithoutSplitSurrogate(shown, shown.Length - Math.Min(rest, text.Length - length))];
        }

        int from = 0; // The position in the text of the piece that ends before the mask.
        int shownFrom = 0;
        while (at >= 0)
        {
            int piece = at - shownFrom;
            if (length <= from + piece)
            {
                return shown[..WithoutSplitSurrogate(shown, shownFrom + length - from)];
            }

            shownFrom = at + MaskedText.Redacted.Length;
            at = shown.IndexOf(MaskedText.Redacted, shownFrom, StringComparison.Ordinal);
            string next = shown[shownFrom..(at < 0 ? shown.Length : at)];
            from = at < 0 ? text.Length - next.Length : text.IndexOf(next, Math.Min(from + piece, text.Length), StringComparison.Ordinal);
            if (from < 0 || length <= from)
            {
                return shown[..shownFrom];
            }
        }

        return shown[..WithoutSplitSurrogate(shown, shownFrom + length - from)];
    }

    private static int CommonEnd(ReadOnlySpan<char> one, ReadOnlySpan<char> other)
    {
        int count = 0;
        while (count < Math.Min(one.Length, other.Length) && one[^(count + 1)] == other[^(count + 1)])
        {
            count++;
        }

        return count;
    }

    private static int WithoutSplitSurrogate(string text, int length)
        => length > 0 && length < text.Length && char.IsHighSurrogate(text[length - 1]) ? length - 1 : length;
}
