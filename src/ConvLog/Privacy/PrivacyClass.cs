namespace ConvLog.Privacy;

/// <summary>The class of a property of a conversation: visible to every reader, or personal.</summary>
public enum PrivacyClass
{
    /// <summary>Visible to every reader.</summary>
    Visible,

    /// <summary>Visible only to readers with the permission for personal data; others get a mask.</summary>
    Personal,
}
