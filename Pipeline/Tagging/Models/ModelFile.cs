using System.Buffers.Binary;
using System.IO.Compression;
using System.Security.Cryptography;

namespace RtmPipeline.Tagging.Models;

/// <summary>A file is no model this program can use; the message says why.</summary>
internal sealed class ModelFileException(string message) : Exception(message);

/// <summary>
/// The file of a <see cref="LinearModel"/>: the letters "RTML", the version of the format (2 bytes), the length of the content (4 bytes), its SHA-256
/// (32 bytes), then the content compressed by Brotli to the end of the file; numbers little-endian. The same model gives the same bytes.
/// </summary>
internal static class ModelFile
{
    public const ushort FormatVersion = 1;

    /// <summary>Longest file read or written, in bytes; the shipped ones have under 1.5 million.</summary>
    public const int MaxBytes = 16 << 20;

    /// <summary>Longest content, in bytes; it bounds what a hostile file can make a reader allocate.</summary>
    public const int MaxContentBytes = 48 << 20;

    private const int VersionAt = 4;
    private const int LengthAt = 6;
    private const int ChecksumAt = 10;
    private const int ContentAt = ChecksumAt + SHA256.HashSizeInBytes;

    // Models are written once and shipped many times: the densest setting, and the library's usual window.
    private const int Quality = 11;
    private const int WindowBits = 22;

    private static ReadOnlySpan<byte> Magic => "RTML"u8;

    /// <exception cref="ArgumentException">The model is larger than the format allows.</exception>
    public static void Write(LinearModel model, Stream stream)
    {
        byte[] content = ModelContent.Write(model);
        byte[] file = new byte[ContentAt + BrotliEncoder.GetMaxCompressedLength(content.Length)];
        Magic.CopyTo(file);
        BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(VersionAt), FormatVersion);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(LengthAt), content.Length);
        SHA256.HashData(content, file.AsSpan(ChecksumAt));
        if (!BrotliEncoder.TryCompress(content, file.AsSpan(ContentAt), out int written, Quality, WindowBits) || ContentAt + written > MaxBytes)
            throw new ArgumentException($"the model {model.Name} is longer than a model file may be, {MaxBytes} bytes", nameof(model));
        stream.Write(file, 0, ContentAt + written);
    }

    /// <exception cref="ModelFileException">It is no model of this version, or not all of one.</exception>
    public static LinearModel Read(Stream stream)
    {
        ReadOnlySpan<byte> file = ReadAll(stream);
        if (file.Length < ContentAt || !file.StartsWith(Magic))
            throw new ModelFileException("it is no model file");
        ushort version = BinaryPrimitives.ReadUInt16LittleEndian(file[VersionAt..]);
        if (version != FormatVersion)
            throw new ModelFileException($"its format has version {version}; this program reads version {FormatVersion}");
        int length = BinaryPrimitives.ReadInt32LittleEndian(file[LengthAt..]);
        if (length is < 1 or > MaxContentBytes)
            throw new ModelFileException($"its content should have {length} bytes; 1 to {MaxContentBytes} are allowed");
        byte[] content = new byte[length];
        if (!BrotliDecoder.TryDecompress(file[ContentAt..], content, out int written) || written != length)
            throw new ModelFileException("its content is damaged or cut off");
        if (!SHA256.HashData(content).AsSpan().SequenceEqual(file.Slice(ChecksumAt, SHA256.HashSizeInBytes)))
            throw new ModelFileException("its checksum does not match its content");
        return ModelContent.Read(content);
    }

    private static ReadOnlySpan<byte> ReadAll(Stream stream)
    {
        using var bytes = new MemoryStream();
        byte[] part = new byte[1 << 16];
        while (stream.Read(part) is > 0 and int count)
        {
            if (bytes.Length + count > MaxBytes)
                throw new ModelFileException($"it is longer than {MaxBytes} bytes");
            bytes.Write(part, 0, count);
        }
        return bytes.GetBuffer().AsSpan(0, (int)bytes.Length);
    }
}
