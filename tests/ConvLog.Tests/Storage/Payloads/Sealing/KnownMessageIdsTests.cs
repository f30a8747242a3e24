using System.Security.Cryptography;
using ConvLog.Storage.Payloads.Sealing;

namespace ConvLog.Tests.Storage.Payloads.Sealing;

/// <summary>Caching of message IDs changes no ID, for any number of IDs and threads.</summary>
public sealed class KnownMessageIdsTests
{
    [Fact]
    public void A_message_has_a_different_ID_under_each_key_and_a_stable_one_per_key()
    {
        byte[][] keys = [RandomNumberGenerator.GetBytes(DataKey.Length), RandomNumberGenerator.GetBytes(DataKey.Length)];
        var message = Guid.NewGuid();
        DataKey[] opened = [new(1, keys[0]), new(1, keys[1]), new(1, keys[0])];

        for (int round = 0; round < 3; round++)
        {
            opened.Select(key => key.MessageId(message)).Should().Equal(Keyed(keys[0], message), Keyed(keys[1], message), Keyed(keys[0], message));
        }
    }

    [Fact]
    public async Task More_IDs_than_cached_are_correct_for_any_number_of_threads()
    {
        byte[] key = RandomNumberGenerator.GetBytes(DataKey.Length);
        var opened = new DataKey(1, key);
        Guid[] messages = [.. Enumerable.Range(0, 20_000).Select(static _ => Guid.NewGuid())];
        Guid[] expected = [.. messages.Select(message => Keyed(key, message))];

        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(() => messages.Select(opened.MessageId).Should().Equal(expected))));
    }

    private static Guid Keyed(byte[] key, Guid message) => ModelMessageIds.Keyed(ModelMessageIds.KeyOf(key), message);
}
