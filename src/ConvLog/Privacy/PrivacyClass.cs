namespace ConvLog.Privacy;

/// <summary>The class of a property of a conversation: visible to every reader, or personal.</summary>
public enum PrivacyClass
{
    /// <summary>Every reader.</summary>
    Visible,

    /// <summary>Only readers with the permission to see personal data; others get a mask.</summary>
    Personal,
}
