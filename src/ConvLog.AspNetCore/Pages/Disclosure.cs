namespace ConvLog.AspNetCore.Pages;

/// <summary>How a page handles personal data.</summary>
internal enum Disclosure
{
    /// <summary>It shows none, and this visitor may not reveal it.</summary>
    None,

    /// <summary>It shows none until the visitor, who has the permission, requests it.</summary>
    Withheld,

    /// <summary>It was requested without the required reason, and the page shows none.</summary>
    ReasonMissing,

    /// <summary>It shows all personal data in this response only; the next one withholds it again.</summary>
    Revealed,
}
