using System.Security.Cryptography;
using System.Text;
using ConvLog.Storage.Payloads.Sealing;

namespace ConvLog.Tests.Storage.Payloads.Sealing;

public sealed class CompressionTests
{
    private static readonly byte[] s_json
        = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 50).Select(static n => $$"""{"content":"Said {{n}} times"}""")));

    [Fact]
    public void A_compressed_payload_is_shorter_and_reads_back()
    {
        var compressed = new byte[s_json.Length];
        Compression.TryCompressFast(s_json, compressed, out int length).Should().BeTrue();

        length.Should().BeLessThan(s_json.Length / 2);
        Compression.Read(compressed[..length], s_json.Length).Should().Equal(s_json);
        Compression.Of(s_json).Length.Should().BeLessThan(s_json.Length / 2);
        Compression.Read(Compression.Of(s_json)).Should().Equal(s_json);
    }

    [Fact]
    public void An_incompressible_payload_is_kept_as_it_is()
    {
        byte[] random = [(byte)'{', .. RandomNumberGenerator.GetBytes(1_000)];
        byte[] few = [.. s_json.Take(199)];
        foreach (byte[] payload in (byte[][])[random, few, []])
        {
            Compression.TryCompressFast(payload, new byte[payload.Length], out int length).Should().BeFalse();
            length.Should().Be(0);
            Compression.Read(payload, payload.Length).Should().BeSameAs(payload);
            Compression.Of(payload).Should().BeSameAs(payload);
            Compression.Read(payload).Should().Equal(payload);
        }
    }

    [Fact]
    public void Damaged_bytes_or_a_wrong_length_give_null()
    {
        var compressed = new byte[s_json.Length];
        Compression.TryCompressFast(s_json, compressed, out int length);
        byte[] payload = compressed[..length];

        Compression.Read(payload, s_json.Length - 1).Should().BeNull();
        Compression.Read(payload, s_json.Length + 1).Should().BeNull();
        Compression.Read(payload[..^1], s_json.Length).Should().BeNull();
        Compression.Read([1], 0).Should().BeNull();
        Compression.Read(s_json, s_json.Length - 1).Should().BeNull();
    }
}
