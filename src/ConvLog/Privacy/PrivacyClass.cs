namespace ConvLog.Privacy;

/// <summary>Who may read a property of a conversation.</summary>
public enum PrivacyClass
{
    /// <summary>Every reader.</summary>
    Visible,

    /// <summary>Only readers with the permission to see personal data; others get a mask.</summary>
    Personal,
}
