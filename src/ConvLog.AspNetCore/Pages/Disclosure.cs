namespace ConvLog.AspNetCore.Pages;

/// <summary>What a page does with personal data.</summary>
internal enum Disclosure
{
    /// <summary>It shows none, and this visitor may not have it shown.</summary>
    None,

    /// <summary>It shows none before the visitor, who may see it, asks for it.</summary>
    Withheld,

    /// <summary>It was asked for without the reason that is required, and shows none.</summary>
    ReasonMissing,

    /// <summary>It shows all of it: this answer only, the next one withholds it again.</summary>
    Revealed,
}
