using System.Globalization;
using System.Text.Json;

namespace WebConsole.Import;

/// <summary>An element of a document with its position, for error messages.</summary>
internal readonly struct JsonPlace(JsonElement element, string position)
{
    public string Position => position;

    public JsonValueKind Kind => element.ValueKind;

    /// <summary>The element with a required name.</summary>
    public JsonPlace Required(string name) => Optional(name) ?? throw Fault($"lacks \"{name}\"");

    /// <summary>The element with a name; null if it is missing, or a JSON null.</summary>
    public JsonPlace? Optional(string name)
    {
        if (Kind != JsonValueKind.Object)
        {
            throw Fault($"should be an object, and is {Described()}");
        }

        return element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? new(value, $"{position}.{name}") : null;
    }

    /// <summary>The items of a list. Their positions are <paramref name="itemName"/> and a number from 1, or the index.</summary>
    public IEnumerable<JsonPlace> Items(string? itemName = null)
    {
        if (Kind != JsonValueKind.Array)
        {
            throw Fault($"should be a list, and is {Described()}");
        }

        string before = position;
        return element.EnumerateArray().Select((item, index) => new JsonPlace(item, itemName is null
            ? string.Create(CultureInfo.InvariantCulture, $"{before}[{index}]")
            : string.Create(CultureInfo.InvariantCulture, $"{before}, {itemName} {index + 1}")));
    }

    /// <summary>The properties of an object, in order.</summary>
    public IEnumerable<(string Name, JsonPlace Value)> Properties()
    {
        if (Kind != JsonValueKind.Object)
        {
            throw Fault($"should be an object, and is {Described()}");
        }

        var place = this;
        return element.EnumerateObject().Select(property => place.Named(property));
    }

    /// <summary>A text.</summary>
    public string Text() => Kind == JsonValueKind.String ? Decoded() : throw Fault($"should be a text, and is {Described()}");

    /// <summary>The value of a slot: a text, or a number or Boolean as written.</summary>
    public string Value() => Kind is JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False ? element.GetRawText() : Text();

    public int WholeNumber() => Kind == JsonValueKind.Number && element.TryGetInt32(out int number)
        ? number
        : throw Fault($"should be a whole number, and is {Described()}");

    public MalformedDialogueException Fault(string reason) => new(position, reason);

    public JsonPlace At(string newPosition) => new(element, newPosition);

    private (string Name, JsonPlace Value) Named(JsonProperty property)
    {
        try
        {
            return (property.Name, new(property.Value, $"{position}.{property.Name}"));
        }
        catch (InvalidOperationException)
        {
            throw Fault("has a name that is not valid Unicode");
        }
    }

    private string Decoded()
    {
        try
        {
            return element.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw Fault("is not valid Unicode: a byte that is not UTF-8, or half of a surrogate pair");
        }
    }

    private string Described() => Kind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.String => "a text",
        JsonValueKind.Number => "the number " + (element.GetRawText() is { Length: <= 20 } number ? number : "of many digits"),
        JsonValueKind.Null => "null",
        _ => element.GetRawText(),
    };
}
