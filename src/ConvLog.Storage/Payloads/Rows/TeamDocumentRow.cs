using ConvLog.Storage.Payloads.Sealing;

namespace ConvLog.Storage.Payloads.Rows;

/// <summary>A document of the team as a row: <c>kind, id, version, updated, updated_by, body, checksum</c>.</summary>
internal static class TeamDocumentRow
{
    public static long ChecksumOf(TeamDocument document)
    {
        var checksum = new Checksum(document.Version);
        checksum.Add(document.Kind);
        checksum.Add(document.Id);
        checksum.Add(document.UpdatedAt.UtcTicks);
        checksum.Add(document.UpdatedBy);
        checksum.Add(document.Body);
        return checksum.Value;
    }

    /// <exception cref="ConversationStoreException">The maximum number of documents is reached.</exception>
    public static void EnsureRoom(string kind, long count)
    {
        if (count >= ITeamDocumentStore.MaxDocuments)
        {
            throw new ConversationStoreException(StoreFault.Refused,
                $"There are {count} documents of the kind \"{kind}\" already, and {ITeamDocumentStore.MaxDocuments} at most are kept. Delete some first.");
        }
    }
}
