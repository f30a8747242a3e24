namespace ConvLog.Storage.Contract;

/// <summary>How the column of a conversation is compared with the value of a filter.</summary>
internal enum FilterComparison
{
    /// <summary>The column equals the value.</summary>
    Equal,

    /// <summary>The column is greater than or equal to the value.</summary>
    AtLeast,

    /// <summary>The column is less than or equal to the value.</summary>
    AtMost,

    /// <summary>The column is less than the value.</summary>
    Below,

    /// <summary>Whether the column is greater than 0.</summary>
    IsPositive,

    /// <summary>Whether the column is null.</summary>
    IsNull,

    /// <summary>Whether the column is not null.</summary>
    IsKnown,
}
