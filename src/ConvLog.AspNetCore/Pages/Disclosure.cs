namespace ConvLog.AspNetCore.Pages;

/// <summary>How a page handles personal data.</summary>
internal enum Disclosure
{
    /// <summary>Personal data is hidden, and this visitor cannot reveal it.</summary>
    None,

    /// <summary>Personal data is hidden until the visitor, who has the permission, reveals it.</summary>
    Withheld,

    /// <summary>The visitor tried to reveal personal data without the required reason, so it is hidden.</summary>
    ReasonMissing,

    /// <summary>The address has a ticket that is used or expired, for example after a reload, so personal data is hidden again.</summary>
    HiddenAgain,

    /// <summary>Personal data is shown: only in this response, the next one hides it again.</summary>
    Revealed,
}
