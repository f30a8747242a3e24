namespace ConvLog.AspNetCore.Pages.Users;

/// <summary>The forms that find users and conversations, as one of them was last sent, and its results.</summary>
internal sealed record UserLookups
{
    /// <summary>The form that finds a user.</summary>
    public UserLookup User { get; init; } = new("");

    /// <summary>The form that finds conversations by an attribute.</summary>
    public AttributeLookup Attribute { get; init; } = new();

    /// <summary>The results without the input, which is personal data.</summary>
    public UserLookups WithoutInput() => new() { User = User with { IdOrNumber = "" }, Attribute = Attribute with { Name = "", Value = "" } };
}
