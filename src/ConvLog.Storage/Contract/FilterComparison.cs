namespace ConvLog.Storage;

/// <summary>How the column of a conversation is compared with the value that a filter is given.</summary>
internal enum FilterComparison
{
    /// <summary>It is this value.</summary>
    Equal,

    /// <summary>It is this number or more.</summary>
    AtLeast,

    /// <summary>It is this number or less.</summary>
    AtMost,

    /// <summary>It is less than this number.</summary>
    Below,

    /// <summary>Whether it is more than 0.</summary>
    IsPositive,

    /// <summary>Whether it is null.</summary>
    IsNull,

    /// <summary>Whether it is not null.</summary>
    IsKnown,
}
