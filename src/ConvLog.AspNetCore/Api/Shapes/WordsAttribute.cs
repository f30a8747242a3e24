namespace ConvLog.AspNetCore.Api.Shapes;

/// <summary>The words that a property can have, if these are not all of its type.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class WordsAttribute(params string[] words) : Attribute
{
    public IReadOnlyList<string> Words { get; } = words;
}
