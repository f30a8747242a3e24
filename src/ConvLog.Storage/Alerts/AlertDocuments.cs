using System.Text.Json;

namespace ConvLog.Storage.Alerts;

/// <summary>Stores records of alerts as documents of a store, for restarts and for all hosts that share it.</summary>
/// <param name="documents">The store.</param>
/// <param name="time">The clock.</param>
internal sealed class AlertDocuments(ITeamDocumentStore documents, TimeProvider time) : IAlertStates
{
    /// <summary>The kind of the documents.</summary>
    public const string Kind = "alert";

    public async ValueTask<IReadOnlyDictionary<string, StoredAlert>> ReadAsync(CancellationToken cancellationToken)
    {
        var kept = await documents.ReadDocumentsAsync(Kind, cancellationToken).ConfigureAwait(false);
        return kept.ToDictionary(static document => document.Id, static document => new StoredAlert(Read(document.Body), document.Version),
            StringComparer.Ordinal);
    }

    public ValueTask<bool> WriteAsync(string rule, AlertRecord record, long version, CancellationToken cancellationToken) => documents.WriteDocumentAsync(
        new TeamDocument
        {
            Kind = Kind,
            Id = rule,
            Version = version,
            UpdatedAt = time.GetUtcNow(),
            Body = AlertRecordJson.Write(record),
        },
        cancellationToken);

    // A record in the format of another version of the program is ignored.
    private static AlertRecord? Read(string body)
    {
        try
        {
            return AlertRecordJson.Read(body);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
