using System.Text.Json;

namespace ConvLog.Entries;

/// <summary>A value that holds personal data and knows the form of itself that a reader without the permission sees.</summary>
internal interface IVisible
{
    /// <summary>Writes that form as one JSON value.</summary>
    void WriteVisible(Utf8JsonWriter writer);
}
