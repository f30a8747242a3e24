using ConvLog.Storage.Text;

namespace ConvLog.Storage;

/// <content>What every store needs to read a list.</content>
public sealed partial record ConversationQuery
{
    /// <summary>Checks the text before a store is read, so that an invalid one is the caller's error and not a failed read.</summary>
    /// <exception cref="ArgumentException">The text cannot be searched.</exception>
    internal void EnsureSearchable()
    {
        if (Text is { } text)
        {
            SearchTerms.Parse(text);
        }
    }

    /// <summary>The same conversations from the first page on, without their number.</summary>
    internal ConversationQuery FirstPage => this with { After = null, Offset = 0, CountTotal = false };
}
