namespace ConvLog.Sqlite.Lists;

/// <summary>The parameters that a statement of a list may have before those of the filters.</summary>
internal static class ListParameter
{
    /// <summary>1 for lists, 0 for the list of debugging.</summary>
    public const int Listed = 1;

    /// <summary>Numbers of conversations, see <see cref="NumberList"/>.</summary>
    public const int Numbers = 2;

    /// <summary>See <see cref="ListPart.MomentOf"/>.</summary>
    public const int Moment = 3;

    /// <summary>The sorted value after which a part of the list begins.</summary>
    public const int Value = 4;

    /// <summary>The ID after which it begins, among equal values.</summary>
    public const int Id = 5;

    /// <summary>The sorted value at which it ends.</summary>
    public const int Far = 6;

    public const int Limit = 7;
}
