using ConvLog.PostgreSql.Connections;
using ConvLog.PostgreSql.Erasure;
using ConvLog.PostgreSql.Keys;
using ConvLog.PostgreSql.Retention;
using ConvLog.Records;
using ConvLog.Storage.Payloads.Rows;

namespace ConvLog.PostgreSql.Writing;

/// <summary>Writes records, and between them erases conversations of erased users and deletes personal data whose key was destroyed.</summary>
/// <param name="database">The data.</param>
/// <param name="writer">Writes batches.</param>
/// <param name="erasures">Erases conversations.</param>
internal sealed class RecordWriter(Database database, BatchWriter writer, Erasures erasures)
{
    /// <summary>Writes records, in one transaction unless some of them name an erased user.</summary>
    /// <returns>The openings whose records were refused.</returns>
    public async ValueTask<IReadOnlySet<Guid>> WriteAsync(IReadOnlyList<StoreRecord> records, CancellationToken cancellationToken)
    {
        var refused = new HashSet<Guid>();
        await WriteAsync(BatchRevisions.Latest(records), refused, cancellationToken).ConfigureAwait(false);
        return refused;
    }

    private async ValueTask WriteAsync(IReadOnlyList<StoreRecord> records, HashSet<Guid> refused, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                refused.UnionWith(await writer.WriteAsync(records, cancellationToken).ConfigureAwait(false));
                return;
            }
            catch (LateOpeningException e)
            {
                // Records keep their order: those before the opening are erased with its conversation, or counted by a legal hold; those after it are written
                // accordingly.
                if (e.Index > 0)
                {
                    await WriteAsync([.. records.Take(e.Index)], refused, cancellationToken).ConfigureAwait(false);
                }

                await erasures.EraseLateAsync(e.ConversationId, cancellationToken).ConfigureAwait(false);
                records = [.. records.Skip(e.Index)];
            }
            catch (DestroyedKeyException e)
            {
                // Personal data restored from an old backup can no longer be decrypted. This happens once for each such conversation.
                await database.WriteAsync((session, token) => PersonalPurge.ApplyDestroyedAsync(session, e, token), cancellationToken).ConfigureAwait(false);
            }
        }
    }
}
