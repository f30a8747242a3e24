namespace ConvLog.Privacy;

/// <summary>
/// What counts as personal data beyond what the author of a function marks. The defaults are the privacy table of the design: what can repeat a user's words or
/// identify a person is personal, what describes the machinery is visible.
/// </summary>
public sealed class PrivacyOptions
{
    /// <summary>What user and agent say. Visible by default, so mask personal spans with <see cref="MaskedText"/>; Personal hides all of it.</summary>
    public PrivacyClass Utterances { get; set; } = PrivacyClass.Visible;

    /// <summary>The end user's id. Personal by default: others get a random pseudonym, the same for all conversations of a user.</summary>
    public PrivacyClass UserId { get; set; } = PrivacyClass.Personal;

    /// <summary>From and to number. Personal by default.</summary>
    public PrivacyClass PhoneNumbers { get; set; } = PrivacyClass.Personal;

    /// <summary>What else the host knows of the user. Personal by default; the keys stay visible.</summary>
    public PrivacyClass Attributes { get; set; } = PrivacyClass.Personal;

    /// <summary>
    /// The host's instructions in requests to a language model. Personal by default, as hosts put into them what they know of the user. Messages of user and
    /// model follow <see cref="Utterances"/>, results of tools <see cref="FunctionResults"/>, what tools are called with <see cref="FunctionArguments"/>.
    /// </summary>
    public PrivacyClass SystemPrompts { get; set; } = PrivacyClass.Personal;

    /// <summary>What a language model thought before it answered. Personal by default, as it repeats what it reads.</summary>
    public PrivacyClass Reasoning { get; set; } = PrivacyClass.Personal;

    /// <summary>What functions are called with. Personal by default; the keys stay visible.</summary>
    public PrivacyClass FunctionArguments { get; set; } = PrivacyClass.Personal;

    /// <summary>What functions return. Personal by default.</summary>
    public PrivacyClass FunctionResults { get; set; } = PrivacyClass.Personal;

    /// <summary>The words in which a function or turn says why it failed. Personal by default; the exception's type stays visible.</summary>
    public PrivacyClass ErrorTexts { get; set; } = PrivacyClass.Personal;

    /// <summary>Values of the conversation's state. Personal by default; the names stay visible.</summary>
    public PrivacyClass StateValues { get; set; } = PrivacyClass.Personal;

    /// <summary>The query of a URL in an API response. Personal by default.</summary>
    public PrivacyClass UrlQueries { get; set; } = PrivacyClass.Personal;

    /// <summary>The body of an API response that reports an error. Personal by default.</summary>
    public PrivacyClass ApiErrorBodies { get; set; } = PrivacyClass.Personal;

    /// <summary>Comments on ratings. Personal by default.</summary>
    public PrivacyClass FeedbackComments { get; set; } = PrivacyClass.Personal;

    /// <summary>The team's notes and improved answers. Personal by default.</summary>
    public PrivacyClass TeamTexts { get; set; } = PrivacyClass.Personal;

    internal PrivacyOptions Copy() => (PrivacyOptions)MemberwiseClone();

    /// <summary>The properties with a value that is no class: configuration takes any number for one.</summary>
    internal IEnumerable<string> Problems()
    {
        (string Name, PrivacyClass Value)[] all =
        [
            (nameof(Utterances), Utterances),
            (nameof(UserId), UserId),
            (nameof(PhoneNumbers), PhoneNumbers),
            (nameof(Attributes), Attributes),
            (nameof(SystemPrompts), SystemPrompts),
            (nameof(Reasoning), Reasoning),
            (nameof(FunctionArguments), FunctionArguments),
            (nameof(FunctionResults), FunctionResults),
            (nameof(ErrorTexts), ErrorTexts),
            (nameof(StateValues), StateValues),
            (nameof(UrlQueries), UrlQueries),
            (nameof(ApiErrorBodies), ApiErrorBodies),
            (nameof(FeedbackComments), FeedbackComments),
            (nameof(TeamTexts), TeamTexts),
        ];
        return all.Where(static one => one.Value is not (PrivacyClass.Visible or PrivacyClass.Personal))
            .Select(static one => $"ConvLogOptions.Privacy.{one.Name} takes Visible or Personal, not {(int)one.Value}.");
    }
}
