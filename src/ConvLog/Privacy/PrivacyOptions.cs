namespace ConvLog.Privacy;

/// <summary>
/// What counts as personal data in addition to what authors of functions mark. By default, everything that can repeat a user's words or identify a person is
/// personal, and technical details are visible.
/// </summary>
public sealed class PrivacyOptions
{
    /// <summary>User input and agent responses. Visible by default, so mask personal spans with <see cref="MaskedText"/>; Personal hides all of the
    /// text.</summary>
    public PrivacyClass Utterances { get; set; } = PrivacyClass.Visible;

    /// <summary>The end user's ID. Personal by default: others get a random pseudonym, the same for all conversations of a user.</summary>
    public PrivacyClass UserId { get; set; } = PrivacyClass.Personal;

    /// <summary>The numbers of the caller and the called party. Personal by default.</summary>
    public PrivacyClass PhoneNumbers { get; set; } = PrivacyClass.Personal;

    /// <summary>The values of further user attributes. Personal by default; the keys are visible.</summary>
    public PrivacyClass Attributes { get; set; } = PrivacyClass.Personal;

    /// <summary>
    /// The host's instructions in requests to a language model. Personal by default, because hosts include what they know about the user. Messages of the
    /// user and the model follow <see cref="Utterances"/>, results of tools <see cref="FunctionResults"/>, arguments of tools
    /// <see cref="FunctionArguments"/>.
    /// </summary>
    public PrivacyClass SystemPrompts { get; set; } = PrivacyClass.Personal;

    /// <summary>A language model's reasoning before its answer. Personal by default, because it repeats what it reads.</summary>
    public PrivacyClass Reasoning { get; set; } = PrivacyClass.Personal;

    /// <summary>The values of function arguments. Personal by default; the keys are visible.</summary>
    public PrivacyClass FunctionArguments { get; set; } = PrivacyClass.Personal;

    /// <summary>The results of functions. Personal by default.</summary>
    public PrivacyClass FunctionResults { get; set; } = PrivacyClass.Personal;

    /// <summary>The error messages of functions and turns. Personal by default; the exception's type is visible.</summary>
    public PrivacyClass ErrorTexts { get; set; } = PrivacyClass.Personal;

    /// <summary>Values of the conversation's state. Personal by default; the names are visible.</summary>
    public PrivacyClass StateValues { get; set; } = PrivacyClass.Personal;

    /// <summary>The query of the URL of an API response. Personal by default.</summary>
    public PrivacyClass UrlQueries { get; set; } = PrivacyClass.Personal;

    /// <summary>The body of an API response that reports an error. Personal by default.</summary>
    public PrivacyClass ApiErrorBodies { get; set; } = PrivacyClass.Personal;

    /// <summary>Comments on ratings. Personal by default.</summary>
    public PrivacyClass FeedbackComments { get; set; } = PrivacyClass.Personal;

    /// <summary>The team's notes and improved answers. Personal by default.</summary>
    public PrivacyClass TeamTexts { get; set; } = PrivacyClass.Personal;

    internal PrivacyOptions Copy() => (PrivacyOptions)MemberwiseClone();

    /// <summary>The properties with an undefined value: configuration accepts any number.</summary>
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
